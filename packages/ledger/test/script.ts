import { expect } from 'vitest'
import {
  type Account,
  type Act,
  type Cause,
  newAccount,
  type Outcome,
  type Posting,
  pastOf,
  post,
  usableOn,
} from '../src/index.ts'

/**
 * A history as a table: `DAY ACT | what comes of it`. Acts: `earn 2024-03 100` (`r2` a revision,
 * otherwise the next), `redeem 30 as k`, `reverse 2`, `correct 1 -20`, `freeze arrears`,
 * `unfreeze by-hand`, `expire`, `look`. Right of the bar the usable points, lots as `23:10`, `debt 5`,
 * or the code of a refusal; `=` where nothing is posted.
 */
export function play(table: string): { readonly account: Account; readonly postings: Posting[] } {
  const postings: Posting[] = []
  let account = newAccount('c')
  const lines = table.split('\n').map((line) => line.trim())
  for (const line of lines.filter((each) => each !== '')) {
    const [left = '', right = ''] = line.split('|').map((half) => half.trim())
    const [on = '', ...words] = left.split(/\s+/)
    let outcome: Outcome | null = null
    if (words[0] !== 'look') {
      const act = actOf(on, words, postings)
      outcome = post(account, act, pastOf(postings, act))
      if (outcome.state === 'posted') {
        account = outcome.account
        postings.push(...outcome.postings)
      }
    }
    expect(`${left} | ${said(account, on, { outcome, as: right })}`).toBe(`${left} | ${right}`)
  }
  return { account, postings }
}

function actOf(on: string, words: readonly string[], postings: readonly Posting[]): Act {
  const [kind, first = '', second = ''] = words
  const named = words.indexOf('as')
  const key = named < 0 ? `${postings.length} ${words.join(' ')}` : (words[named + 1] as string)
  const asked = { on, key, by: null, why: null }
  if (kind === 'earn') {
    const [year, month] = first.split('-').map(Number) as [number, number]
    const period = year * 12 + month - 1
    const last = postings.filter((posting) => posting.period === period).at(-1)?.revision ?? 0
    const revision = Number(words.find((word) => /^r\d/.test(word))?.slice(1) ?? last + 1)
    return { kind, on, period, revision, points: BigInt(second) }
  }
  if (kind === 'redeem') return { kind, points: BigInt(first), ...asked }
  if (kind === 'reverse') return { kind, names: Number(first), ...asked }
  if (kind === 'correct') return { kind, names: Number(first), points: BigInt(second), ...asked }
  if (kind === 'freeze' || kind === 'unfreeze') return { kind, cause: first as Cause, ...asked }
  if (kind === 'expire') return { kind, on }
  throw new Error(`no act: ${kind}`)
}

function said(
  account: Account,
  on: string,
  { outcome, as }: { readonly outcome: Outcome | null; readonly as: string },
): string {
  if (outcome?.state === 'refused') return outcome.refusal.code
  if (as === '=') return outcome?.state === 'posted' ? 'posted' : '='
  const lots = account.lots
    .filter(({ points }) => points > 0n)
    .map(({ year, points }) => `${year % 100}:${points}`)
  const debt = account.debt > 0n ? [`debt ${account.debt}`] : []
  const day = account.on !== null && account.on > on ? account.on : on
  const shown = as.includes(':') ? lots : []
  return [String(usableOn(account, day)), ...shown, ...debt].join(' ')
}
