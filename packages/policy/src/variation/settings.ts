import { valuesShape } from '../language.ts'
import { nearest } from '../nearest.ts'
import { isMapShape } from '../shape/map.ts'
import { joinPath, type Shape } from '../shape/shape.ts'
import { type VariationMistake, variationMistake } from './variation.ts'

/**
 * Every path that a variation can set, elements of lists written `[]`. Names of stars are left out:
 * they decide nothing.
 */
const SETTINGS: readonly string[] = [
  'transition',
  ...settingsOf(valuesShape).filter((path) => !path.startsWith('star.names.')),
]

/** What is wrong with a path, or undefined where it names one value of the language. */
export function judgePath(path: string): VariationMistake | undefined {
  const pattern = path.replaceAll(/\[(?:0|[1-9]\d*)\]/g, '[]')
  if (SETTINGS.includes(pattern)) return undefined
  const under = SETTINGS.filter(
    (each) => each.startsWith(`${pattern}.`) || isElement(each, pattern),
  )
  if (under.length > 0) {
    const settings = under.map((each) => numbered(each, path)).join(', ')
    return variationMistake('variation-not-one-value', { path, settings })
  }
  const meant = nearest(pattern, SETTINGS)
  return variationMistake('variation-path', { path, meant: numbered(meant, path) })
}

/** The paths of one value below a shape; a list counts as one only where it may be left out. */
function settingsOf(shape: Shape<unknown>, path = ''): string[] {
  const inner = Object.entries(shape.inside ?? {}).flatMap(([key, each]) =>
    settingsOf(each, joinPath(path, key)),
  )
  const elements = shape.item ? settingsOf(shape.item, `${path}[]`) : []
  const isValue = !isMapShape(shape) && (!shape.item || shape.leftOut !== undefined)
  return [...(isValue ? [path] : []), ...inner, ...elements]
}

function isElement(setting: string, list: string): boolean {
  return setting.startsWith(`${list}[]`)
}

/** A setting with the numbers of a path in its brackets, 0 where the path has none. */
function numbered(setting: string, path: string): string {
  const numbers = path.match(/\[\d+\]/g) ?? []
  let at = 0
  return setting.replaceAll('[]', () => numbers[at++] ?? '[0]')
}
