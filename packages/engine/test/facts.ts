import type { TextFacts, TextRow } from './accepted.ts'

/** One individual with one mobile since 2020-03-05, billed 129.00 yuan each period of 2020-03 … 2021-12. */
export function steadyFacts(changes: Partial<TextFacts> = {}): TextFacts {
  const periods = Array.from({ length: 22 }, (_, n) => {
    const month = 2020 * 12 + 2 + n
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
  return {
    customers: [member('c1', '2020-03-05')],
    attributes: [],
    services: [line('m1', 'c1', '2020-03-05')],
    charges: periods.map((period) => charge('c1', period, 12_900, { service_id: 'm1' })),
    stops: [stop('m1', 'c1', '2021-02-11')],
    ...changes,
  }
}

export function member(id: string, joined: string, more: TextRow = {}): TextRow {
  return {
    customer_id: id,
    joined_on: joined,
    left_on: '',
    segment: 'individual',
    region: '',
    ...more,
  }
}

export function line(id: string, customer: string, held: string, more: TextRow = {}): TextRow {
  const row = { service_id: id, customer_id: customer, kind: 'mobile' }
  return { ...row, opened_on: held, held_from: held, held_to: '', ...more }
}

export function charge(customer: string, period: string, fen: number, more: TextRow = {}): TextRow {
  const row = { period, customer_id: customer, service_id: '', kind: 'mobile' }
  return { ...row, category: 'recurring', amount_fen: String(fen), ...more }
}

export function stop(service: string, customer: string, on: string, more: TextRow = {}): TextRow {
  const row = { service_id: service, customer_id: customer, kind: 'double', cause: 'arrears' }
  return { ...row, stopped_on: on, restored_on: '', ...more }
}
