import { createHash } from 'node:crypto'
import type { Posting } from './posting.ts'

/** What the first posting of a customer is chained to. */
export function seedOf(customer: string): string {
  return createHash('sha256').update(customer).digest('hex')
}

export function hashOf(previous: string, posting: Omit<Posting, 'hash'>): string {
  return createHash('sha256').update(previous, 'hex').update(lineOf(posting)).digest('hex')
}

/** A posting as the text that is hashed: its parts in this order, between tabs; free texts as JSON. */
export function lineOf(posting: Omit<Posting, 'hash'>): string {
  const { number, on, kind, period, revision, names, cause, entries, balance } = posting
  const accounts = `{${entries.map(({ account }) => account).join(',')}}`
  const points = `{${entries.map((entry) => entry.points).join(',')}}`
  const texts = [posting.key, posting.by, posting.why].map((text) =>
    text === null ? null : JSON.stringify(text),
  )
  return [number, on, kind, period, revision, names, cause, accounts, points, balance, ...texts]
    .map((part) => part ?? '')
    .join('\t')
}
