import { ask, type Question } from '../api/ask.ts'
import type { Customer } from './answers.ts'

/**
 * Those whom a number or an id means, masked: first as what it looks like, then as the other.
 * Rejects as `ask` does.
 */
export async function lookUp(text: string, question: Question): Promise<readonly Customer[]> {
  for (const query of queriesOf(text)) {
    const path = `/v1/customers?${new URLSearchParams(query)}`
    const { items } = await ask<{ readonly items: readonly Customer[] }>(path, question)
    if (items.length > 0) return items
  }
  return []
}

/** Numbers are read out in groups. */
function queriesOf(text: string): Record<string, string>[] {
  const number = text.replaceAll(/[\s-]/g, '')
  return /^[0-9]{3,}$/.test(number) ? [{ number }, { id: text }] : [{ id: text }, { number: text }]
}
