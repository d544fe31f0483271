import type { Language } from '@dipper/policy'
import { htmlPage, section } from '../report/page.ts'
import { settingsChanged } from './page/changes.ts'
import { costsShown } from './page/costs.ts'
import { growthShown } from './page/growth.ts'
import { header } from './page/header.ts'
import { movesShown } from './page/moves.ts'
import { peopleShown } from './page/people.ts'
import { provenance, reading } from './page/provenance.ts'
import { starsCompared, starsOverTime } from './page/stars.ts'
import { WHAT_IF_STYLE } from './page/style.ts'
import { sweepChart } from './page/sweep-chart.ts'
import { sweepHeader } from './page/sweep-header.ts'
import { pointsTable } from './page/sweep-points.ts'
import { settingName } from './settings.ts'
import type { Sweep, WhatIf } from './what-if.ts'
import { whatIfSaidIn } from './words/index.ts'
import type { Heading } from './words/words.ts'

/** What a draft would have done, as one page that stands alone. It leads with the last month. */
export function whatIfHtml(data: WhatIf, language: Language): string {
  const said = whatIfSaidIn(language)
  const title = said.whatIf.title(data)
  const part = (name: Heading, content: string) =>
    section(name, said.whatIf.headings[name], content)
  return htmlPage({
    language,
    title,
    style: WHAT_IF_STYLE,
    parts: [
      header(title, data, said),
      part('changes', settingsChanged(data, said)),
      part('stars', starsCompared(data, said)),
      part('byMonth', starsOverTime(data, said)),
      part('moves', movesShown(data, said)),
      part('people', peopleShown(data, said)),
      part('growth', growthShown(data, said)),
      part('costs', costsShown(data, said)),
      part('reading', reading('whatIf', data.costs !== null, said)),
      part('provenance', provenance(data, said)),
    ],
  })
}

/** What each combination of values would have done, as one page that stands alone. */
export function sweepHtml(data: Sweep, language: Language): string {
  const said = whatIfSaidIn(language)
  const priced = data.inForce.cost !== null
  const settings = data.varied.map(({ path }) => settingName(path, said))
  const title = said.whatIf.sweepTitle({
    settings: said.whatIf.list(settings),
    draft: data.draft,
  })
  const part = (name: Heading, content: string) =>
    section(name, said.whatIf.headings[name], content)
  return htmlPage({
    language,
    title,
    style: WHAT_IF_STYLE,
    parts: [
      sweepHeader(title, data, said),
      part(priced ? 'chart' : 'stars', sweepChart(data, said)),
      part('points', pointsTable(data, said)),
      part('reading', reading('sweep', priced, said)),
      part('provenance', provenance(data, said)),
    ],
  })
}
