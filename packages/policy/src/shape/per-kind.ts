import type { Decimal, ServiceKind } from '../policy.ts'
import { map, partly } from './map.ts'
import { decimal } from './scalars.ts'
import { type Loose, readWhole, type Shape } from './shape.ts'

type PerKind = Decimal | Readonly<Partial<Record<ServiceKind, Decimal>>>

/** One decimal for all kinds of service, or a map with one for each. */
export function perKind(meaning: string): Shape<PerKind> {
  const one = decimal(meaning)
  const each = partly(
    map<Record<ServiceKind, Decimal>>(meaning, {
      mobile: decimal('for mobile lines'),
      broadband: decimal('for broadband lines'),
      fixed: decimal('for fixed lines'),
      iptv: decimal('for IPTV'),
    }),
  )
  const example = '1'
  return {
    meaning,
    example,
    schema: () => {
      const { description: _, ...map } = each.schema()
      return { description: meaning, anyOf: [{ type: 'number', minimum: 0 }, map] }
    },
    read: (written, at): Loose<PerKind> | undefined =>
      written.kind === 'map' ? readWhole(each, written, at) : one.read(written, at),
    inside: each.keys,
  }
}
