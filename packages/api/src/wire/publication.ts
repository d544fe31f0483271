import { formatMonth } from '@dipper/policy'
import { z } from 'zod'
import type { PublicationChanges, PublicationState } from '../ports.ts'
import { month, monthText } from './month.ts'
import { moves } from './published-month.ts'
import { says } from './says.ts'
import { rowsDigest } from './text.ts'

const count = z.int().min(0)

export const publicationRequest = z.strictObject({ month }, says('not-an-object')).meta({
  id: 'PublicationRequest',
  description: 'The month to be published.',
  wire: { examples: [{ month: '2026-11' }] },
})

export const publicationBody = z
  .strictObject({
    publication: z.int(),
    month: monthText,
    state: z
      .enum(['loading', 'live', 'superseded', 'taken-back'])
      .describe('Readers see those that are live.'),
    rows: count.describe('Rows that were written: the whole month, or those that differ.'),
    digest: rowsDigest,
    by: z.string().describe('Subject of the token, or the user of the command line.'),
    at: z.iso.datetime(),
  })
  .meta({
    id: 'Publication',
    description: 'One time that a month was published.',
    examples: [
      {
        publication: 12,
        month: '2026-11',
        state: 'live',
        rows: 100000,
        digest: '0000000000005285955ebdbc1ea4d29c',
        by: 'u-17',
        at: '2026-11-02T03:04:05.678Z',
      },
    ],
  })

export const changesBody = z
  .strictObject({
    month: monthText,
    against: z.int().nullable().describe('The publication compared with; null without one.'),
    added: count,
    changed: count,
    removed: count,
    same: count,
    moves,
  })
  .meta({
    id: 'PublicationChanges',
    description: 'What publishing a month would change for readers.',
  })

export function toPublicationBody(state: PublicationState): z.output<typeof publicationBody> {
  return {
    publication: state.publication,
    month: formatMonth(state.month),
    state: state.state,
    rows: state.rows,
    digest: state.digest,
    by: state.by,
    at: state.at.toISOString(),
  }
}

export function toChangesBody(changes: PublicationChanges): z.output<typeof changesBody> {
  return {
    month: formatMonth(changes.month),
    against: changes.against,
    added: changes.added,
    changed: changes.changed,
    removed: changes.removed,
    same: changes.same,
    moves: changes.moves.map((row) => [...row]),
  }
}
