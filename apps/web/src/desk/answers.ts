import type { Month, Order, Use, Whole } from '../api/answers.ts'

/** Who a customer is; masked where the customer was only found. */
export interface Customer {
  readonly customerId: string
  readonly region: string | null
  readonly segment: string
  readonly name: string | null
  readonly numbers: readonly string[]
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

/** What the network was asked for, and how far it is. */
export interface OrderInFull extends Order {
  readonly attempts: number
  /** Code of what went wrong last. */
  readonly error: string | null
  readonly endedAt: string | null
}

/** One act of using a benefit, also one that has ended. */
export interface UseInFull extends Use {
  readonly endedAt: string | null
  readonly ceilingFen: Whole | null
  /** Subject of who began it. */
  readonly by: string
  readonly orders: readonly OrderInFull[]
}

/** What a customer objects to. The explanation of that moment is kept with it. */
export interface Objection {
  readonly objection: Whole
  readonly class: string
  readonly label: string
  /** What it concerns, where that is asked. */
  readonly about: string | null
  /** Null once erased, like the answer. */
  readonly text: string | null
  readonly month: Month
  readonly star: number
  readonly state: 'open' | 'answered'
  readonly takenBy: string
  readonly takenAt: string
  readonly answer: string | null
}
