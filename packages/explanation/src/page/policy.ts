import type { PolicyUsed, ValueUsed } from '../explanation.ts'
import type { Speaker } from '../words/speak.ts'
import { valueName } from '../words/value-name.ts'
import { valueText } from '../words/value-text.ts'
import type { Words } from '../words/words.ts'
import { type Block, left, row, type Table } from './page.ts'

export function policyBlocks(used: PolicyUsed, speaker: Speaker): Block[] {
  const { words } = speaker
  const { terms } = words
  const { overlay } = used
  const facts = [
    { label: terms.policy, value: words.aside(used.title[words.language], used.policy) },
    { label: terms.effectiveFrom, value: words.month(used.effectiveFrom) },
    { label: terms.document, value: used.document },
    ...(overlay === null
      ? []
      : [{ label: terms.overlay, value: words.phrase([overlay.region, overlay.file]) }]),
    { label: terms.digest, value: used.digest },
  ]
  return [
    { type: 'facts', facts },
    ...(used.values.length === 0
      ? []
      : [valuesTable(used.values, speaker), sourcesTable(used.values, words)]),
  ]
}

/** Assumed values carry an asterisk; the numbers point to the table of sources. */
function valuesTable(values: readonly ValueUsed[], speaker: Speaker): Table {
  const { words } = speaker
  const { terms, labels } = words
  const sources = sourcesOf(values)
  return {
    type: 'table',
    columns: [left(terms.setting), left(terms.value), left(terms.certainty), left(terms.source)],
    rows: values.map(({ path, value, certainty, source, file }) => {
      const assumed = certainty === 'assumed'
      const said = `${assumed ? '* ' : ''}${labels.certainties[certainty]}`
      const name = valueName(path, words.values, labels)
      const number = sources.findIndex((each) => each.source === source && each.file === file)
      return row([name, valueText({ path, value }, speaker), said, `[${number + 1}]`], assumed)
    }),
    footer: null,
  }
}

function sourcesTable(values: readonly ValueUsed[], { terms }: Words): Table {
  return {
    type: 'table',
    columns: [left(terms.source), left(terms.said), left(terms.document)],
    rows: sourcesOf(values).map(({ source, file }, index) => row([`[${index + 1}]`, source, file])),
    footer: null,
  }
}

/** Each source once, in the order in which the values name them. */
function sourcesOf(values: readonly ValueUsed[]): Pick<ValueUsed, 'source' | 'file'>[] {
  return values.filter(
    ({ source, file }, index) =>
      values.findIndex((each) => each.source === source && each.file === file) === index,
  )
}
