const HIDDEN = '****'

/** `张三丰` → `张**`: the first character, and one star for a second, two for more. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name.trim()
  if (rest.length === 0) return '*'
  return first + (rest.length === 1 ? '*' : '**')
}

/**
 * `13800000000` → `138****0000`, as mobile numbers are masked in print. Of shorter numbers less is
 * shown. How many characters are hidden is not.
 */
export function maskNumber(number: string): string {
  const characters = Array.from(number)
  const [head, tail] = shownOf(characters.length)
  const end = characters.slice(characters.length - tail)
  return [...characters.slice(0, head), HIDDEN, ...end].join('')
}

/** How many characters are shown at either end. */
function shownOf(length: number): readonly [number, number] {
  if (length >= 11) return [3, 4]
  if (length >= 7) return [2, 2]
  return length >= 2 ? [1, 0] : [0, 0]
}
