/** What a network's order can be in, by TMF641 v4.1.0. */
export const ORDER_STATES = [
  'acknowledged',
  'rejected',
  'pending',
  'held',
  'inProgress',
  'cancelled',
  'completed',
  'failed',
  'partial',
  'assessingCancellation',
  'pendingCancellation',
] as const
export type OrderState = (typeof ORDER_STATES)[number]

export type Progress = 'open' | 'completed' | 'failed'

const PROGRESS: Readonly<Record<OrderState, Progress>> = {
  acknowledged: 'open',
  pending: 'open',
  held: 'open',
  inProgress: 'open',
  assessingCancellation: 'open',
  pendingCancellation: 'open',
  completed: 'completed',
  rejected: 'failed',
  cancelled: 'failed',
  failed: 'failed',
  // Of several items some were done. Ours have one, and the customer is not to pay for the doubt.
  partial: 'failed',
}

/** Whether there is more to come. */
export function progressOf(state: OrderState): Progress {
  return PROGRESS[state]
}
