/** At most this much of a header is read. */
const LONGEST = 512

/** One range of a header such as `Accept` or `Accept-Language`, in lower case. */
export interface Weighted {
  readonly range: string
  /** `q`, 0 to 1. */
  readonly weight: number
}

/** The ranges of a header with those wanted most first; those with weight 0 last. */
export function weighted(header: string): readonly Weighted[] {
  return header
    .slice(0, LONGEST)
    .toLowerCase()
    .split(',')
    .map(parse)
    .filter(({ range }) => range !== '')
    .sort((a, b) => b.weight - a.weight)
}

function parse(text: string): Weighted {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim())
  const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
  const weight = q === undefined ? 1 : Number.parseFloat(q)
  return { range, weight: weight >= 0 && weight <= 1 ? weight : 0 }
}
