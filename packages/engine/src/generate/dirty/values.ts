import type { World } from '../world.ts'
import { at, pick } from '../world.ts'

/** Cells as bad deliveries have them. */
export const BAD = {
  date: [
    '2021-02-29',
    '2024-13-01',
    '2024-04-31',
    '2024-00-10',
    '0000-00-00',
    '20240105',
    '2024/01/05',
    '05.01.2024',
    '2024-1-5',
    '2024-01-05 00:00:00',
    '2024年1月5日',
    'NULL',
  ],
  month: ['2024-13', '2024-00', '202401', '2024-1', '2024-01-05', '0000-01', 'Jan 2024', '一月'],
  amount: ['129.00', '12,900', '1e5', '+500', '--500', '0x1F', '12 900', '免费'],
  count: ['1.5', '1e3', '+7', '1,000', '许多', '-', '99999999999999999999'],
  beyond: ['100000000001', '-100000000001', '999999999999999', '99999999999999999999'],
  words: {
    segment: ['personal', 'Individual', '个人', 'vip', 'individual '],
    kind: ['Mobile', 'internet', '手机', 'mobile ', '4g'],
    category: ['monthly', 'Recurring', '月租', 'value added', 'gift '],
    cause: ['debt', 'Arrears', '欠费', 'lost ', '-'],
  },
} as const

/** SQL of one of `values`, by the row's draw. */
export function oneOf(world: World, values: readonly string[]): string {
  return at(values, pick(world, { purpose: 'dirty-value', key: 'draw', below: values.length }))
}

/** SQL of an id drawn out to 65 … 84 code points, half of them with letters of three bytes. */
export function lengthened(world: World, column: string): string {
  const length = pick(world, { purpose: 'dirty-length', key: 'draw', below: 40 })
  const filling = `CASE WHEN ${length} < 20 THEN '0' ELSE '长' END`
  return `rpad(coalesce("${column}", '0'), (65 + ${length} % 20)::INTEGER, ${filling})`
}
