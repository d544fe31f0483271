/** Parts of a customer's page, in the order of their digits. */
export const PARTS = [
  'say',
  'uses',
  'benefits',
  'growth',
  'points',
  'why',
  'objections',
  'history',
] as const

export type PartName = (typeof PARTS)[number]

export function goTo(part: PartName): void {
  const element = document.getElementById(idOf(part))
  element?.focus({ preventScroll: true })
  element?.scrollIntoView({ block: 'start' })
}

export function idOf(part: PartName): string {
  return `part-${part}`
}
