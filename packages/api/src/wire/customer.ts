import { z } from 'zod'
import { maskName, maskNumber } from '../mask.ts'
import type { Found } from '../ports.ts'
import { customerId, region } from './text.ts'

const SEGMENT = z.string().describe('individual, enterprise or government.')

export const customerBody = z
  .strictObject({
    customerId,
    region: region.nullable(),
    segment: SEGMENT,
    name: z.string().nullable().describe('Null where none is kept.'),
    numbers: z.array(z.string()),
  })
  .meta({
    id: 'Customer',
    description: 'Who a customer is.',
    examples: [
      {
        customerId: 'C1748713559',
        region: 'anhui',
        segment: 'individual',
        name: '张三',
        numbers: ['13800000000'],
      },
    ],
  })

export const foundBody = z
  .strictObject({
    customerId,
    region: region.nullable(),
    segment: SEGMENT,
    name: z.string().nullable().describe('Masked, 张*; null where none is kept.'),
    numbers: z.array(z.string()).describe('Masked, 138****0000.'),
  })
  .meta({
    id: 'FoundCustomer',
    description: 'A customer that was found: name and numbers are masked.',
    examples: [
      {
        customerId: 'C1748713559',
        region: 'anhui',
        segment: 'individual',
        name: '张*',
        numbers: ['138****0000'],
      },
    ],
  })

export function toCustomerBody(found: Found): z.output<typeof customerBody> {
  return {
    customerId: found.customerId,
    region: found.region,
    segment: found.segment,
    name: found.name,
    numbers: [...found.numbers],
  }
}

export function toFoundBody(found: Found): z.output<typeof foundBody> {
  return {
    ...toCustomerBody(found),
    name: found.name === null ? null : maskName(found.name),
    numbers: found.numbers.map(maskNumber),
  }
}
