import type { RunManifest, RunMonth } from '@dipper/engine'
import type { Language } from '@dipper/policy'
import { grouped, sum } from '../numbers.ts'
import { cards } from './cards.ts'
import { outcomesCompared, starsCompared } from './compared.ts'
import { factsRead } from './facts.ts'
import { element, textElement } from './markup.ts'
import { monthByMonth } from './months.ts'
import { movesTable } from './moves.ts'
import { digests, inputsRead, policyUsed } from './origin.ts'
import { htmlPage, section } from './page.ts'
import { peopleTable } from './people.ts'
import { timeByPhase } from './time.ts'
import { type Said, saidIn } from './words/index.ts'
import type { Heading } from './words/words.ts'

/** What a run found, as one page that stands alone. It leads with the last month assessed. */
export function reportHtml(manifest: RunManifest, language: Language): string {
  const said = saidIn(language)
  const title = said.report.title({ run: grouped(manifest.run), policy: manifest.policy })
  return htmlPage({ language, title, parts: partsOf(title, manifest, said) })
}

function partsOf(title: string, manifest: RunManifest, said: Said): string[] {
  const { months } = manifest
  const last = months.at(-1)
  const part = (name: Heading, content: string) =>
    section(name, said.report.headings[name], content)
  return [
    header(title, manifest, said),
    ...(last === undefined
      ? []
      : [
          part('stars', starsCompared(last, said)),
          part('outcomes', outcomesCompared(last, said)),
          part('moves', movesTable(last, said)),
          part('people', peopleTable(last, said)),
          part('months', monthByMonth(months, said)),
        ]),
    part('facts', factsRead(manifest, said)),
    part('time', timeByPhase(manifest, said)),
    part('policy', policyUsed(manifest, said)),
    part('digests', digests(manifest, said)),
    part('inputs', inputsRead(manifest, said)),
  ]
}

function header(title: string, manifest: RunManifest, said: Said): string {
  const { words, report } = said
  const { already, months } = manifest
  const last = months.at(-1)
  const spanOf = (texts: readonly string[]) => words.months(texts[0] ?? '', texts.at(-1) ?? '')
  const parts = [textElement('h1', {}, title)]
  if (last === undefined) {
    const nothing = report.nothing({ span: spanOf(already) })
    parts.push(textElement('p', { class: 'headline' }, nothing))
  } else {
    const span = spanOf(months.map(({ month }) => month))
    parts.push(
      textElement('p', { class: 'headline' }, headline(last, report)),
      textElement('p', { class: 'soft' }, report.assessed({ months: months.length, span })),
      cards(manifest, last, said),
    )
  }
  return element('header', {}, parts.join('\n'))
}

function headline({ month, customers, stars }: RunMonth, report: Said['report']): string {
  const rated = sum(stars.slice(1))
  return report.headline({ month, rows: grouped(customers), rated: grouped(rated) })
}
