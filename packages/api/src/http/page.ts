import { encodeCursor } from './cursor.ts'

/** One page of a list, as it is answered. */
export interface Page<Body> {
  readonly items: Body[]
  /** Address of the next page, path and query; null at the end. */
  readonly next: string | null
}

/**
 * Makes a page of rows that were asked for with `limit + 1`: the one too many says that there is a
 * next page.
 */
export function pageOf<Row, Body>(
  rows: readonly Row[],
  options: {
    readonly list: string
    readonly limit: number
    /** Address that was asked, path and query. */
    readonly url: string
    readonly positionOf: (row: Row) => number | bigint
    readonly toBody: (row: Row) => Body
  },
): Page<Body> {
  const shown = rows.slice(0, options.limit)
  const last = shown.at(-1)
  const more = rows.length > options.limit && last !== undefined
  return {
    items: shown.map(options.toBody),
    next: more
      ? withCursor(options.url, encodeCursor(options.list, options.positionOf(last)))
      : null,
  }
}

/** RFC 8288. */
export function linkOf({ next }: Page<unknown>): Readonly<Record<string, string>> {
  return next === null ? {} : { link: `<${next}>; rel="next"` }
}

function withCursor(url: string, cursor: string): string {
  const address = new URL(url, 'http://any')
  address.searchParams.set('cursor', cursor)
  return address.pathname + address.search
}
