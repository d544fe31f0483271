import { joinPath, type Shape } from './shape.ts'

/** Every path of a shape in its own order: `growth`, `growth.spend`, `growth.spend.perYuan`, … */
export function pathsOf(shape: Shape<unknown>, path = ''): string[] {
  return Object.entries(shape.inside ?? {}).flatMap(([key, inner]) => {
    const innerPath = joinPath(path, key)
    return [innerPath, ...pathsOf(inner, innerPath)]
  })
}
