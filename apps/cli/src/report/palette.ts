interface Base {
  readonly paper: string
  readonly ink: string
  /** Text that may stand back. */
  readonly soft: string
  readonly rule: string
  readonly accent: string
  /** The month before, beside the accent. */
  readonly earlier: string
  /** Moves, at their strongest shade. */
  readonly up: string
  readonly same: string
  readonly down: string
}

/** Shades of a move, by its share of those who could have made it. */
export const SHADES = [0.01, 0.05, 0.2, 0.5] as const

export const DIRECTIONS = ['up', 'same', 'down'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** Text contrasts with what is behind it by 4.5 to 1 at least, drawings by 3 to 1 (WCAG AA). */
export const LIGHT = shaded({
  paper: '#ffffff',
  ink: '#1b1f24',
  soft: '#555e68',
  rule: '#d0d7de',
  accent: '#0a5bb5',
  earlier: '#7d8894',
  up: '#7cc89a',
  same: '#a9b8c8',
  down: '#eba978',
})

export const DARK = shaded({
  paper: '#14181d',
  ink: '#e6e9ec',
  soft: '#a7b1bb',
  rule: '#39424c',
  accent: '#7ab7ff',
  earlier: '#8b96a2',
  up: '#1f6b3c',
  same: '#3f4c59',
  down: '#8a4a1c',
})

type Palette = Readonly<Record<string, string>>

/** Colours by the names that the style sheet has for them. */
function shaded(base: Base): Palette {
  const { paper, up, same, down, ...rest } = base
  const strongest = { up, same, down }
  const shades = DIRECTIONS.flatMap((direction) =>
    [0, ...SHADES].map((_, step) => [
      `${direction}-${step}`,
      mixed(paper, strongest[direction], (step + 1) / (SHADES.length + 1)),
    ]),
  )
  return { paper, ...rest, ...(Object.fromEntries(shades) as Palette) }
}

function mixed(from: string, to: string, part: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [a, b] = [from, to].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16))
    const value = Math.round((a ?? 0) + ((b ?? 0) - (a ?? 0)) * part)
    return value.toString(16).padStart(2, '0')
  })
  return `#${parts.join('')}`
}
