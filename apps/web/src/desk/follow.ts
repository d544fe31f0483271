import { useEffect, useRef } from 'react'
import type { Asked } from '../api/use-answer.ts'
import type { OrderInFull, Page, UseInFull } from './answers.ts'

/** Seconds from one look to the next while the network is at something. Each look is in the audit. */
const PAUSES = [2, 3, 5, 8, 13, 20, 30]

/** The network is still at it. */
export function isOpen({ state }: OrderInFull): boolean {
  return state === 'waiting' || state === 'sent'
}

/** Looks again while an order is open, ever less often, and while somebody sees the page. */
export function useFollowing({ answer, again }: Asked<Page<UseInFull>>): void {
  const current = answer.state === 'here' && !answer.old ? answer.data.items : []
  const open = current.flatMap(({ orders }) => orders).filter(isOpen).length
  const looked = useRef(0)
  useEffect(() => {
    looked.current = 0
  }, [open])
  useEffect(() => {
    if (open === 0) return
    const pause = PAUSES[Math.min(looked.current, PAUSES.length - 1)] as number
    return afterSeen(pause * 1000, () => {
      looked.current += 1
      again()
    })
  }, [answer, open, again])
}

/** Tells of each order that is in another state than it was. */
export function useChanges(
  { answer }: Asked<Page<UseInFull>>,
  tell: (use: UseInFull, order: OrderInFull) => void,
): void {
  const before = useRef<ReadonlyMap<string, string> | null>(null)
  useEffect(() => {
    if (answer.state !== 'here') return
    const last = before.current
    const now = new Map<string, string>()
    for (const use of answer.data.items) {
      for (const order of use.orders) {
        now.set(order.order, order.state)
        if (last !== null && last.get(order.order) !== order.state) tell(use, order)
      }
    }
    before.current = now
  }, [answer])
}

/** Runs after a time, but not while the page is hidden. Gives what calls it off. */
function afterSeen(milliseconds: number, run: () => void): () => void {
  const seen = () => {
    if (document.hidden) return
    document.removeEventListener('visibilitychange', seen)
    run()
  }
  const timer = setTimeout(() => {
    document.addEventListener('visibilitychange', seen)
    seen()
  }, milliseconds)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', seen)
  }
}
