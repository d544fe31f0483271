import { type Month, parseMonth } from './month.ts'

/** One file of a programme folder, read by the caller: this package does no I/O. */
export interface PolicyFile {
  /** Within the folder, `/`-separated: `2016-01.yaml`, `overlays/anhui/2020-01.yaml`. */
  readonly path: string
  readonly text: string
  /** The path as diagnostics show it; `path` where left out. */
  readonly shownAs?: string
}

/** Where a file stands in its folder, and what its name says. */
export type FileRole =
  | { readonly kind: 'document'; readonly name: string; readonly month: Month | undefined }
  | {
      readonly kind: 'overlay'
      readonly region: string
      readonly name: string
      readonly month: Month | undefined
    }
  | { readonly kind: 'misplaced' }

const EXTENSION = /\.(ya?ml|json)$/i

/**
 * Whether a path of a programme folder belongs to the programme: every YAML or JSON file outside
 * `cases/` and hidden folders. A stray one (`2016-13.yaml`, `overlay/anhui/2020-01.yaml`) belongs,
 * so that `readProgramme` can say what is wrong with its name.
 */
export function isPolicyPath(path: string): boolean {
  const segments = path.split('/')
  return (
    EXTENSION.test(path) &&
    segments[0] !== 'cases' &&
    !segments.some((segment) => segment.startsWith('.'))
  )
}

/** What a path says by itself; the month is undefined where the name is no existing month. */
export function fileRole(path: string): FileRole {
  const segments = path.split('/')
  const name = (segments.at(-1) ?? '').replace(EXTENSION, '')
  const month = parseMonth(name)
  if (segments.length === 1) return { kind: 'document', name, month }
  const [folder, region] = segments
  if (segments.length !== 3 || folder !== 'overlays' || !region) return { kind: 'misplaced' }
  return { kind: 'overlay', region, name, month }
}
