import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { Ledger } from './histories.ts'
import { PROPERTIES } from './properties.ts'

/** A file of the ledger, what is there, and what the twin has instead. */
type Patch = readonly [file: string, found: string, instead: string]

/** As `hash.ts` lists them. */
const PARTS = 'number, on, kind, period, revision, names, cause, accounts, points, balance'.split(
  ', ',
)

/** Those that nothing but the hash guards. */
const HASHED = PARTS.filter((part) => part !== 'number' && part !== 'balance')

function without(part: string): readonly Patch[] {
  const list = `return [${PARTS.join(', ')}, `
  return [['hash.ts', list, list.replace(`${part}, `, '')]]
}

/**
 * Broken twins: the ledger with one rule got wrong. The properties must reject each; a patch that no
 * longer finds its place fails too.
 */
const TWINS: Readonly<Record<string, readonly Patch[]>> = {
  'lots live a year too short': [['calendar.ts', 'YEARS_AFTER = 2', 'YEARS_AFTER = 1']],
  'lots live a year too long': [['calendar.ts', 'YEARS_AFTER = 2', 'YEARS_AFTER = 3']],
  'lots end with 30 December': [['calendar.ts', '-12-31`', '-12-30`']],
  'the last day does not count': [
    ['calendar.ts', 'return on <= lastDayOf', 'return on < lastDayOf'],
  ],
  'lots by the year they are earned in': [
    ['acts/earn.ts', 'year: lotOf(period)', 'year: Number(on.slice(0, 4))'],
  ],
  'the newest lots first': [['flows.ts', 'lots.map((each)', 'lots.toReversed().map((each)']],
  'debts are not paid': [['flows.ts', 'debt < points ? debt : points', '0n']],
  'debts are paid twice': [
    ['flows.ts', 'lot(year, points - paid)', 'lot(year, points - paid - paid)'],
  ],
  'what cannot be taken back is forgotten': [
    ['flows.ts', 'return [...taken, {', 'return true ? taken : [...taken, {'],
    ['book.ts', 'if (sumOf(entries) !== 0n)', 'if (false)'],
  ],
  'taken back below zero': [['flows.ts', 'there < missing ? there : missing', 'missing']],
  'taken back from the oldest lot, not its own': [
    [
      'flows.ts',
      'outOf([...own, ...others.map((each) => ({ ...each, from: lot }))], points)',
      'outOf([...others.map((each) => ({ ...each, from: lot })), ...own], points)',
    ],
  ],
  'taken back from its own lot only': [
    ['flows.ts', 'each.year !== year)', 'each.year !== year && false)'],
  ],
  'what had expired is taken back once more': [
    [
      'flows.ts',
      'isUsable(year, on) ? { year, points, from: lot }',
      'true ? { year, points, from: lot }',
    ],
  ],
  'a new revision is posted whole': [
    ['acts/earn.ts', 'const difference = points - earned.points', 'const difference = points'],
  ],
  'an older revision counts': [['acts/earn.ts', 'revision < earned.revision || ', '']],
  'a revision counts with other points': [
    ['acts/earn.ts', 'if (revision === earned.revision)', 'if (false)'],
  ],
  'a new revision never takes back': [
    [
      'acts/earn.ts',
      'const difference = points - earned.points',
      'const difference = points > earned.points ? points - earned.points : 0n',
    ],
  ],
  'points before their period': [['acts/earn.ts', 'if (period > monthOf(on))', 'if (false)']],
  'late earnings in an expired lot can be used': [
    [
      'acts/earn.ts',
      "return settle(book(settled, { kind: 'earn', on, period, revision, entries }), on)",
      "return book(settled, { kind: 'earn', on, period, revision, entries })",
    ],
  ],
  'nothing expires before a redemption': [
    [
      'acts/redeem.ts',
      'const settled = settle(nothingBooked(account), on)',
      'const settled = nothingBooked(account)',
    ],
  ],
  'frozen points are spent': [['acts/redeem.ts', 'account.frozen.length > 0', 'false']],
  'one cause lifts the other': [
    [
      'account.ts',
      "return kind === 'freeze' ? [...others, cause].sort() : others",
      "return kind === 'freeze' ? [...others, cause].sort() : []",
    ],
  ],
  'more is spent than there is': [
    ['acts/redeem.ts', 'if (points > balance)', 'if (points > balance + 1n)'],
    ['book.ts', 'if (sumOf(entries) !== 0n)', 'if (false)'],
  ],
  'a redemption of nothing': [
    ['acts/redeem.ts', 'outOfRange(points, 1n)', 'outOfRange(points, 0n)'],
  ],
  'reversed twice': [['acts/reverse.ts', 'if (reversed)', 'if (false)']],
  'earnings are reversed': [['acts/reverse.ts', "if (named.kind !== 'redeem')", 'if (false)']],
  'a reversal pays debts': [
    [
      'acts/reverse.ts',
      'named.entries.map((entry) => ({ ...entry, points: -entry.points }))',
      "named.entries.flatMap((entry) => { const points = -entry.points; const paid = entry.account === 'redeemed' ? 0n : account.debt < points ? account.debt : points; return [{ ...entry, points: points - paid }, { account: 'debt' as const, points: paid }] })",
    ],
    ['book.ts', 'if (sumOf(entries) !== 0n)', 'if (false)'],
  ],
  'a reversal brings expired points back to life': [
    [
      'acts/reverse.ts',
      'return settle(book(settled, { kind, on, names, key, by, why, entries }), on)',
      'return book(settled, { kind, on, names, key, by, why, entries })',
    ],
  ],
  'a reversal into the newest lot': [
    [
      'acts/reverse.ts',
      'named.entries.map((entry) => ({ ...entry, points: -entry.points }))',
      "named.entries.map((entry) => ({ account: entry.account === 'redeemed' ? entry.account : `lot/${on.slice(0, 4)}` as 'debt', points: -entry.points }))",
    ],
  ],
  'redemptions are corrected': [
    ['acts/correct.ts', 'const { period } = named', 'const period = named.period ?? 24288'],
  ],
  'a correction into the lot of today': [
    ['acts/correct.ts', 'year: lotOf(period)', 'year: Number(on.slice(0, 4))'],
  ],
  'keys are not looked at': [['post.ts', 'if (repeated !== null) return repeated', '']],
  'a key is good for any act': [['post.ts', 'if (isPostedAs(act, posting))', 'if (true)']],
  'a key is good for other points': [
    ['post.ts', "points === pointsIn('redeemed', posting)", 'points >= 0n || posting === null'],
  ],
  'a clock turns time back': [['book.ts', 'on: later(account.on, draft.on)', 'on: draft.on']],
  'numbers with holes': [
    ['book.ts', 'number: account.postings + 1', 'number: account.postings + 2'],
  ],
  'expiry leaves a point': [
    [
      'acts/expire.ts',
      'lot(year, -points), expired(year, points)',
      'lot(year, 1n - points), expired(year, points - 1n)',
    ],
  ],
  'what has expired comes back in the next year': [
    [
      'acts/expire.ts',
      '!isUsable(year, day))',
      '!isUsable(year, day) && Number(day.slice(0, 4)) < year + 4)',
    ],
  ],
  'expiring this year is what expires next year': [
    ['account.ts', '`${yearOf(on) + 1}-01-01`', '`${yearOf(on) + 2}-01-01`'],
  ],
  'expired points are in the balance until it is posted': [
    ['account.ts', 'lots.filter(({ year }) => isUsable(year, on)))', 'lots.filter(() => on))'],
  ],
  'postings are not chained': [['hash.ts', ".update(previous, 'hex')", '']],
  'holes are not looked for': [
    ['check/chain.ts', 'return holes(last + 1, posting.number - 1)', 'return []'],
    ['check/kept.ts', '...holes(last + 1, kept.postings),', ''],
  ],
  'the end of the chain is not looked at': [
    [
      'check/kept.ts',
      "last === kept.postings ? difference('head-differs', last, kept.hash, again.hash) : []",
      '[] as []',
    ],
    ['check/kept.ts', 'const unexpected = postings.filter', 'const unexpected = [].filter'],
  ],
  'hashes are not compared': [
    ['check/chain.ts', 'hash === posting.hash ? []', 'hash !== null ? []'],
  ],
  'lots are not compared': [
    ['check/kept.ts', 'return keysOf(left, right)', 'return keysOf(left, left).slice(9)'],
  ],
  'debts are not compared': [
    ['check/kept.ts', "difference('debt-differs', null, kept.debt, again.debt)", '[] as []'],
  ],
  'balances are not compared': [
    [
      'check/kept.ts',
      "difference('balance-differs', null, kept.balance, again.balance)",
      '[] as []',
    ],
  ],
  'days are not compared': [
    ['check/kept.ts', "difference('day-differs', null, kept.on, again.on)", '[] as []'],
  ],
  'causes are not compared': [
    [
      'check/kept.ts',
      "difference('frozen-differs', null, kept.frozen.join(), again.frozen.join())",
      '[] as []',
    ],
  ],
  'what periods earned is not compared': [
    ['check/check.ts', '...inEarned(kept.earned, again.earned),', ''],
  ],
  'an account may be missing': [
    ['check/check.ts', "postings.length === 0 ? [] : [finding('account-missing')]", '[]'],
  ],
  ...Object.fromEntries(HASHED.map((part) => [`the hash leaves out: ${part}`, without(part)])),
  'the hash leaves out the texts': [['hash.ts', ', ...texts]', ']']],
  'texts run together': [
    ['hash.ts', 'text === null ? null : JSON.stringify(text)', "text ?? ''"],
    ['hash.ts', ".join('\\t')", ".join('')"],
  ],
}

const source = fileURLToPath(new URL('../src', import.meta.url))
const home = mkdtempSync(join(tmpdir(), 'dipper-ledger-'))
afterAll(() => rmSync(home, { recursive: true }))

let twins = 0

async function twinWith(patches: readonly Patch[]): Promise<Ledger> {
  const folder = join(home, String(++twins))
  cpSync(source, folder, { recursive: true })
  for (const [file, found, instead] of patches) {
    const path = join(folder, file)
    const text = readFileSync(path, 'utf8')
    expect(text.split(found), `${file}: ${found}`).toHaveLength(2)
    writeFileSync(
      path,
      text.replace(found, () => instead),
    )
  }
  return (await import(join(folder, 'index.ts'))) as Ledger
}

/** The first property that a ledger does not have; all are tried shortly before any is for long. */
function rejectedBy(ledger: Ledger): string | undefined {
  const tries = [20, 200, 2000].flatMap((numRuns) =>
    Object.entries(PROPERTIES).map(([name, holds]) => ({ name, holds, numRuns })),
  )
  return tries.find(
    ({ holds, numRuns }) =>
      fc.check(holds(ledger), { numRuns, seed: 1, endOnFailure: true }).failed,
  )?.name
}

describe('a ledger that has a rule wrong is noticed', () => {
  test.each(Object.entries(TWINS))('%s', async (_, patches) => {
    expect(rejectedBy(await twinWith(patches))).toBeDefined()
  })
})
