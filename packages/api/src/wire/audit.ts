import { z } from 'zod'
import type { AuditRecord } from '../ports.ts'
import { toWhole, whole } from './integer.ts'
import { json, toJsonValue } from './json.ts'
import { customerId } from './text.ts'

export const auditBody = z
  .strictObject({
    number: whole,
    at: z.iso.datetime(),
    who: z.string().describe('Subject of the token.'),
    role: z.string().describe('The role that the act rests on.'),
    act: z.string(),
    customerId: customerId.nullable(),
    why: z.string().nullable(),
    from: z.string().describe('Address of the caller.'),
    outcome: z.enum(['allowed', 'denied', 'failed']),
    details: z.record(z.string(), json),
  })
  .meta({
    id: 'AuditEntry',
    description: 'One look-up or change.',
    examples: [
      {
        number: 4711,
        at: '2026-11-02T03:04:05.678Z',
        who: 'u-17',
        role: 'agent',
        act: 'star.read',
        customerId: 'C1748713559',
        why: 'customer asks at the counter',
        from: '192.0.2.17',
        outcome: 'allowed',
        details: {},
      },
    ],
  })

export function toAuditBody(record: AuditRecord): z.output<typeof auditBody> {
  return {
    number: toWhole(record.number),
    at: record.at.toISOString(),
    who: record.who,
    role: record.role,
    act: record.act,
    customerId: record.customerId,
    why: record.why,
    from: record.from,
    outcome: record.outcome,
    details: toJsonValue(record.details),
  }
}
