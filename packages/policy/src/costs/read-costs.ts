import { byPlace, type Diagnostic } from '../diagnostic.ts'
import type { PolicyFile } from '../files.ts'
import { collectMistakes, type PolicyCode, type Report } from '../mistakes.ts'
import type { Mistake } from '../rules/rule.ts'
import type { Loose } from '../shape/shape.ts'
import { uncovered } from '../sources.ts'
import { entryOf, locate, readWritten, type WrittenMap } from '../written.ts'
import type { Costs } from './costs.ts'
import { type CostsText, costsShape } from './language.ts'

/** The costs if nothing is wrong with their file, else every mistake in it, by place. */
export interface CostsReading {
  readonly costs: Costs | null
  readonly diagnostics: readonly Diagnostic<PolicyCode>[]
}

/** Reads one cost file (docs/costs.md). Never throws for what it says. */
export function readCosts(file: PolicyFile): CostsReading {
  const mistakes = collectMistakes()
  const report = ofCosts(mistakes.in(file.shownAs ?? file.path))
  const root = readWritten(file.text, report)
  const place = { line: 1, column: 1 }
  const text = root && costsShape(codesIn(root)).read(root, { path: '', place, report })
  if (root && text) {
    checkCosts(text, (code, params, path) => report(code, params, locate(root, path)))
  }
  if (mistakes.found.length > 0) return { costs: null, diagnostics: mistakes.found.sort(byPlace) }
  return { costs: { file: file.path, ...(text as CostsText) }, diagnostics: [] }
}

/** What is said of policies, and of cost files instead. */
const INSTEAD: { readonly [C in PolicyCode]?: PolicyCode } = {
  'empty-file': 'costs-empty-file',
  'not-a-document': 'costs-not-a-document',
  'not-a-name': 'costs-name',
  'unknown-key': 'costs-unknown-key',
  'source-path': 'costs-source-path',
}

function ofCosts(report: Report): Report {
  return (code, params, place) => report((INSTEAD[code] ?? code) as typeof code, params, place)
}

function codesIn(root: WrittenMap): string[] {
  const benefits = entryOf(root, 'benefits')?.value
  return benefits?.kind === 'map' ? benefits.entries.map(({ key }) => key) : []
}

const PLACES_MAX = 2

function checkCosts({ points, benefits, sources }: Loose<CostsText>, mistake: Mistake): void {
  const multiplier = points?.multiplier
  multiplier?.forEach((written, index) => {
    if ((written.split('.')[1] ?? '').length <= PLACES_MAX) return
    const path = `points.multiplier[${index + 1}]`
    mistake('costs-places', { path, written, places: PLACES_MAX }, path)
  })
  for (const [code, fen] of Object.entries(benefits ?? {})) {
    const path = `benefits.${code}`
    if (multiplier && fen && fen.length !== multiplier.length) {
      const multipliers = multiplier.length
      const params = { path, values: fen.length, multipliers, star: multipliers - 1 }
      mistake('costs-lengths', params, path)
    }
  }
  if (sources) checkSources({ points, benefits }, sources, mistake)
}

function checkSources(
  values: Readonly<Record<string, unknown>>,
  sources: Loose<CostsText['sources']>,
  mistake: Mistake,
): void {
  for (const [group, value] of Object.entries(values)) {
    if (value === undefined) continue
    for (const path of uncovered(sources, value, { path: group, needs: () => true })) {
      mistake('source-missing', { path }, path)
    }
  }
}
