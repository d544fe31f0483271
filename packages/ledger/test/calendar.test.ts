import { expect, test } from 'vitest'
import { isLocalDate, isUsable, lastDayOf, newAccount, pastOf, post } from '../src/index.ts'

test('days that exist', () => {
  const days = ['2024-02-29', '2000-02-29', '2025-12-31', '2026-04-30', '0001-01-01']
  expect(days.filter((day) => !isLocalDate(day))).toEqual([])
})

test('days that do not', () => {
  const days = ['2023-02-29', '1900-02-29', '2024-02-30', '2024-04-31', '2024-13-01', '2024-00-01']
  const texts = ['2024-01-00', '0000-01-01', '2024-1-1', '2024-01-01T00:00', '', 'today']
  expect([...days, ...texts].filter(isLocalDate)).toEqual([])
})

test('a day that does not exist is a fault of the caller', () => {
  const act = { kind: 'expire', on: '2023-02-29' } as const
  expect(() => post(newAccount('c'), act, pastOf([], act))).toThrow(RangeError)
})

test('every day of eight years is on the right side of the end of a lot', () => {
  for (let at = Date.UTC(2022, 0, 1); at < Date.UTC(2030, 0, 1); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10)
    expect(isUsable(2024, day)).toBe(at < Date.UTC(2027, 0, 1))
  }
  expect(lastDayOf(2024)).toBe('2026-12-31')
})
