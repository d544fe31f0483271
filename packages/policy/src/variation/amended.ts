import type { Place, Report } from '../mistakes.ts'
import { PER_YUAN, stepsOf } from '../values.ts'
import { entryOf, type Written, type WrittenMap, type WrittenScalar } from '../written.ts'
import { isDecimal } from './range.ts'
import type { Setting, VariedValue } from './variation.ts'

/**
 * What a document would say with one value set. The value stands at the place of the one it
 * replaces, or of the map that it is added to, and is assumed. An element that the list does not
 * have is reported, and nothing is set.
 */
export function amended(root: WrittenMap, { path, value }: Setting, report: Report): WrittenMap {
  const steps = stepsOf(path)
  const missing = missingElement(root, steps)
  if (missing) {
    const { list, elements, place } = missing
    report('variation-no-element', { path, list, elements }, place)
    return root
  }
  const spread = path.startsWith(`${PER_YUAN}.`) ? spreadOverKinds(root) : root
  const set = put(spread, steps, scalarOf(value))
  return put(set as WrittenMap, ['sources', sourcePath(steps)], assumed) as WrittenMap
}

type Step = string | number
type Making = (place: Place) => Written

function put(below: Written, [step, ...rest]: readonly Step[], making: Making): Written {
  if (step === undefined) return making(below.place)
  if (typeof step === 'string') return putUnder(below, { key: step, rest }, making)
  if (below.kind !== 'list') return below
  const items = below.items.map((item, at) => (at === step ? put(item, rest, making) : item))
  return { ...below, items }
}

function putUnder(
  below: Written,
  { key, rest }: { key: string; rest: readonly Step[] },
  making: Making,
): Written {
  const { place } = below
  const map: WrittenMap = below.kind === 'map' ? below : { kind: 'map', place, entries: [] }
  const known = entryOf(map, key)
  const value = put(known?.value ?? scalarOf(null)(place), rest, making)
  const entry = { key, keyPlace: known?.keyPlace ?? place, value }
  const entries = known
    ? map.entries.map((each) => (each === known ? entry : each))
    : [...map.entries, entry]
  return { ...map, entries }
}

/** The first list on the way that has no such element; a list left out has none. */
function missingElement(root: WrittenMap, steps: readonly Step[]) {
  let value: Written | undefined = root
  let place = root.place
  for (const [at, step] of steps.entries()) {
    if (typeof step === 'string') {
      value = value?.kind === 'map' ? entryOf(value, step)?.value : undefined
    } else {
      const items: readonly Written[] = value?.kind === 'list' ? value.items : []
      const list = steps.slice(0, at).join('.')
      if (step >= items.length) return { list, elements: items.length, place }
      value = items[step]
    }
    place = value?.place ?? place
  }
  return undefined
}

/** Before one kind is set, a growth per yuan that is one for all kinds is written for each. */
function spreadOverKinds(root: WrittenMap): WrittenMap {
  const one = valueAt(root, PER_YUAN)
  const kinds = valueAt(root, 'growth.spend.kinds')
  if (one?.kind !== 'scalar' || kinds?.kind !== 'list') return root
  const entries = kinds.items.flatMap((kind) =>
    kind.kind === 'scalar' ? [{ key: kind.text, keyPlace: one.place, value: one }] : [],
  )
  const spread: Making = (place) => ({ kind: 'map', place, entries })
  return put(root, stepsOf(PER_YUAN), spread) as WrittenMap
}

function valueAt(root: Written, path: string): Written | undefined {
  return path
    .split('.')
    .reduce<Written | undefined>(
      (value, key) => (value?.kind === 'map' ? entryOf(value, key)?.value : undefined),
      root,
    )
}

/** The path of `sources` that speaks for a value: lists are spoken for whole. */
function sourcePath(steps: readonly Step[]): string {
  const list = steps.findIndex((step) => typeof step === 'number')
  return steps.slice(0, list === -1 ? steps.length : list).join('.')
}

const assumed: Making = (place) => ({
  kind: 'map',
  place,
  entries: [
    { key: 'source', keyPlace: place, value: scalarOf('what-if')(place) },
    { key: 'certainty', keyPlace: place, value: scalarOf('assumed')(place) },
  ],
})

function scalarOf(value: VariedValue): (place: Place) => WrittenScalar {
  const text = String(value)
  return (place) => ({ kind: 'scalar', place, text, quoted: false, type: typeOf(text) })
}

function typeOf(text: string): WrittenScalar['type'] {
  if (text === 'null') return 'null'
  if (text === 'true' || text === 'false') return 'flag'
  return isDecimal(text) ? 'number' : 'text'
}
