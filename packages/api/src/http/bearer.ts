/** Longer tokens are not looked at. */
const LONGEST = 8192

const SCHEME = 'bearer '

/** The token of an `Authorization` header; undefined where it has none. Verifying says if it is one. */
export function bearerOf(header: string | undefined): string | undefined {
  if (header === undefined || header.length > LONGEST) return undefined
  if (header.slice(0, SCHEME.length).toLowerCase() !== SCHEME) return undefined
  return header.slice(SCHEME.length).trim() || undefined
}
