import type { LocalDate } from '@dipper/entitlement'

/** Making one costs a hundred times what it costs to ask it. */
const ZONES = new Map<string, Intl.DateTimeFormat>()

/**
 * Offset of a time zone from UTC on a day, as `+08:00`. The operator's zone has no daylight saving; of
 * one that has, a day of change has the offset that holds at noon UTC. Throws a RangeError for an
 * unknown zone.
 */
export function offsetOf(timeZone: string, date: LocalDate): string {
  const zone =
    ZONES.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  ZONES.set(timeZone, zone)
  const parts = zone.formatToParts(new Date(`${date}T12:00:00Z`))
  const written = parts.find(({ type }) => type === 'timeZoneName')?.value.slice('GMT'.length)
  return written || '+00:00'
}
