import { reason as schema } from '../wire/text.ts'

/**
 * The reason that a `Dipper-Reason` header gives: percent-encoded UTF-8, or its bytes as they are.
 * Undefined where it gives none that may be kept.
 */
export function reasonOf(header: string | readonly string[] | undefined): string | undefined {
  if (typeof header !== 'string') return undefined
  const read = schema.safeParse(percentDecoded(utf8Decoded(header)).trim())
  return read.success ? read.data : undefined
}

/** Bytes of a header arrive as characters up to U+00FF. */
function utf8Decoded(header: string): string {
  const bytes = Buffer.from(header, 'latin1')
  if (bytes.toString('latin1') !== header) return header
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return header
  }
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
