import { grouped } from '../numbers.ts'

/** A number against the same of the month before: `+12`, `−3`, `0`. */
export function changed(now: number, before: number): string {
  const change = now - before
  return change > 0 ? `+${grouped(change)}` : change < 0 ? `−${grouped(-change)}` : '0'
}
