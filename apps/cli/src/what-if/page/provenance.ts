import type { Sources } from '@dipper/policy'
import { element, textElement } from '../../report/markup.ts'
import { factList } from '../../report/page.ts'
import { near, table } from '../../report/table.ts'
import { costName } from '../cost-words.ts'
import { provenanceFacts } from '../provenance-facts.ts'
import type { Sweep, WhatIf } from '../what-if.ts'
import type { WhatIfSaid } from '../words/index.ts'

/** What the page rests on: which draft, beside which policy, over which months, as known when. */
export function provenance(data: WhatIf | Sweep, said: WhatIfSaid): string {
  const costs = 'points' in data ? data.costs : (data.costs?.costs ?? null)
  const facts = provenanceFacts(data, said)
  if (costs === null) return factList(facts)
  const { title, file } = costs
  const { labels, aside } = said.whatIf
  return [
    factList([...facts, [labels.costFile, aside(title[said.words.language], file)]]),
    sourcesTable(costs.sources, said),
  ].join('\n')
}

function sourcesTable(sources: Sources, { words, whatIf }: WhatIfSaid): string {
  const { terms, certainties } = words
  return table({
    caption: whatIf.labels.costFile,
    columns: [near(whatIf.labels.path), near(terms.certainty), { title: terms.source, as: 'text' }],
    rows: Object.entries(sources).map(([path, { source, certainty }]) => [
      costName(path, whatIf),
      certainties[certainty],
      source,
    ]),
  })
}

/** What the words and drawings of the page mean. */
export function reading(page: 'whatIf' | 'sweep', priced: boolean, { whatIf }: WhatIfSaid): string {
  const { both, costs, [page]: own } = whatIf.reading
  const said = [...both, ...(priced ? costs : []), ...own]
  return element('ul', {}, said.map((each) => textElement('li', {}, each)).join('\n'))
}
