import { hash } from 'node:crypto'

/** Weak: equal content may be written in other bytes by another version. */
export function etagOf(content: string): string {
  return `W/"${hash('sha256', content, 'base64url').slice(0, 22)}"`
}

/** Whether an `If-None-Match` header names this tag, weakly compared. */
export function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  const bare = etag.replace(/^W\//, '')
  return header.split(',').some((each) => {
    const tag = each.trim()
    return tag === '*' || tag === etag || tag === bare
  })
}
