/** A value of the policy language as the document writes it. */
export function valueText(value: unknown): string {
  if (value === undefined || value === null) return '–'
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`
  if (typeof value !== 'object') return JSON.stringify(value).replaceAll(/^"|"$/g, '')
  return `{${Object.entries(value)
    .map(([key, inner]) => `${key}: ${valueText(inner)}`)
    .join(', ')}}`
}
