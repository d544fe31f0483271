import fc from 'fast-check'
import type { Account, Books, Earned, Entry, Kept, Lot, Posting } from '../src/index.ts'
import type { Ledger } from './histories.ts'

/** Which rows are chosen, and by how much they are changed. */
export interface Where {
  readonly pick: number
  readonly other: number
  readonly by: bigint
}

export const where: fc.Arbitrary<Where> = fc.record({
  pick: fc.nat(100),
  other: fc.nat(100),
  by: fc.bigInt({ min: -9n, max: 9n }).filter((by) => by !== 0n),
})

interface Rows {
  readonly postings: readonly Posting[]
  readonly kept: Kept
}

interface Chosen {
  readonly ledger: Ledger
  readonly postings: readonly Posting[]
  readonly kept: Books
  readonly posting: Posting
  readonly other: Posting
  /** Null where there is none. */
  readonly lot: Lot | null
  readonly period: number | null
  readonly by: bigint
}

type Way = (chosen: Chosen) => Partial<Rows> | null

/** Rows after each way of changing one, taking it away or adding one; without those that change nothing. */
export function tampered(ledger: Ledger, postings: readonly Posting[], at: Where) {
  const kept = ledger.recompute('c', postings)
  const { lots } = kept.account
  const chosen = {
    ledger,
    postings,
    kept,
    posting: postings[at.pick % postings.length] as Posting,
    other: postings[at.other % postings.length] as Posting,
    lot: lots[at.pick % lots.length] ?? null,
    period: [...kept.earned.keys()][at.pick % kept.earned.size] ?? null,
    by: at.by,
  }
  const before = said({ postings, kept })
  return Object.entries(WAYS)
    .map(([way, change]) => ({ way, postings, kept: kept as Kept, ...change(chosen) }))
    .filter((rows) => said(rows) !== before)
}

const WAYS: Readonly<Record<string, Way>> = {
  'a posting taken away': ({ postings, posting }) => ({
    postings: postings.filter((each) => each !== posting),
  }),
  'a posting added, well chained': ({ ledger, postings, posting, by }) => {
    const last = postings.at(-1) as Posting
    const { number, on, balance, hash } = last
    const forged = { ...posting, number: number + 1, on, balance: balance + by }
    return { postings: [...postings, { ...forged, hash: ledger.hashOf(hash, forged) }] }
  },
  'a posting added twice': ({ postings, posting }) => ({ postings: [...postings, posting] }),
  'two postings swapped': ({ postings, posting, other }) => ({
    postings: replaced(
      postings,
      { ...other, number: posting.number },
      { ...posting, number: other.number },
    ),
  }),
  'two postings swapped, not their hashes': ({ postings, posting, other }) => ({
    postings: replaced(
      postings,
      { ...other, number: posting.number, hash: posting.hash },
      { ...posting, number: other.number, hash: other.hash },
    ),
  }),
  'an amount': ({ postings, posting, by }) => {
    const [first, ...rest] = posting.entries
    if (first === undefined) return null
    return { postings: replaced(postings, { ...posting, entries: [more(first, by), ...rest] }) }
  },
  'two amounts': ({ postings, posting, by }) => ({
    postings: replaced(postings, { ...posting, entries: moved(posting.entries, by) }),
  }),
  'two amounts, and all that follows but hashes': (chosen) =>
    withAllThatFollows(chosen, moved(chosen.posting.entries, chosen.by)),
  'another lot, and all that follows but hashes': (chosen) =>
    withAllThatFollows(chosen, chosen.posting.entries.map(inLot2020)),
  'why, and the hash': ({ ledger, postings, posting }) => {
    const changed = { ...posting, why: 'because' }
    const before = postings[postings.indexOf(posting) - 1]?.hash ?? ledger.seedOf('c')
    return { postings: replaced(postings, { ...changed, hash: ledger.hashOf(before, changed) }) }
  },
  'the day': part(({ on }) => ({ on: on.startsWith('2024') ? '2023-03-03' : '2024-03-03' })),
  'the kind': part(({ kind }) => ({ kind: kind === 'earn' ? 'correct' : 'earn' })),
  'the period': part(({ period }, by) => ({ period: (period ?? 0) + Number(by) })),
  'the revision': part(({ revision }, by) => ({ revision: (revision ?? 0) + Number(by) })),
  'what is named': part(({ names }, by) => ({ names: (names ?? 0) + Number(by) })),
  'the cause': part(({ cause }) => ({ cause: cause === 'arrears' ? 'by-hand' : 'arrears' })),
  'the balance': part(({ balance }, by) => ({ balance: balance + by })),
  'the key': part(({ key }) => ({ key: `${key ?? ''}.` })),
  'who did it': part(({ by }) => ({ by: `${by ?? ''}.` })),
  why: part(({ why }) => ({ why: `${why ?? ''}.` })),
  'the end of a text': part(({ key, by }) => ({ key: null, by: `${key ?? '?'}${by ?? ''}` })),
  'the hash': part(({ hash }) => ({ hash: otherHash(hash) })),
  'the account taken away': ({ kept }) => ({ kept: { ...kept, account: null } }),
  'how many there are': account(({ postings }, by) => ({
    postings: Math.max(0, postings + Number(by)),
  })),
  'the head': account(({ hash }) => ({ hash: otherHash(hash) })),
  'the last day': account(() => ({ on: '2024-03-03' })),
  'the balance of the account': account(({ balance }, by) => ({ balance: balance + by })),
  'the debt': account(({ debt }, by) => ({ debt: debt + by })),
  'causes of freezing': account(({ frozen }) => ({
    frozen: frozen.length === 0 ? ['by-hand'] : [],
  })),
  'a lot added': account(({ lots }, points) => ({
    lots: [...lots, { year: 2100, points, expired: 0n }],
  })),
  'a lot taken away': lots((lot) => [{ ...lot, points: 0n, expired: 0n }]),
  'what is in a lot': lots((lot, by) => [{ ...lot, points: lot.points + by }]),
  'what a lot has lost': lots((lot, by) => [{ ...lot, expired: lot.expired + by }]),
  'what was earned taken away': earned(() => []),
  'what was earned': earned((before, by) => [{ ...before, points: before.points + by }]),
  'its revision': earned((before) => [{ ...before, revision: before.revision + 1 }]),
}

function part(change: (posting: Posting, by: bigint) => Partial<Posting>): Way {
  return ({ postings, posting, by }) => ({
    postings: replaced(postings, { ...posting, ...change(posting, by) }),
  })
}

function account(change: (account: Account, by: bigint) => Partial<Account>): Way {
  return ({ kept, by }) => ({
    kept: { ...kept, account: { ...kept.account, ...change(kept.account, by) } },
  })
}

function lots(change: (lot: Lot, by: bigint) => readonly Lot[]): Way {
  return ({ kept, lot, by }) => {
    if (lot === null) return null
    const changed = kept.account.lots.flatMap((each) => (each === lot ? change(lot, by) : [each]))
    return { kept: { ...kept, account: { ...kept.account, lots: changed } } }
  }
}

function earned(change: (earned: Earned, by: bigint) => readonly Earned[]): Way {
  return ({ kept, period, by }) => {
    const changed = [...kept.earned].flatMap(([each, before]) =>
      each === period
        ? change(before, by).map((now) => [each, now] as const)
        : [[each, before] as const],
    )
    return { kept: { ...kept, earned: new Map(changed) } }
  }
}

/** What is kept and later balances are made to follow from the change; hashes are not. */
function withAllThatFollows(
  { ledger, postings, kept, posting }: Chosen,
  entries: readonly Entry[],
): Partial<Rows> {
  const changed = { ...posting, entries }
  const difference = ledger.changeOf(changed) - ledger.changeOf(posting)
  const all = replaced(postings, changed).map((each) =>
    each.number < posting.number ? each : { ...each, balance: each.balance + difference },
  )
  const again = ledger.recompute('c', all)
  const { hash } = kept.account
  return { postings: all, kept: { ...again, account: { ...again.account, hash } } }
}

function replaced(postings: readonly Posting[], ...by: readonly Posting[]): readonly Posting[] {
  return postings.map((posting) => by.find(({ number }) => number === posting.number) ?? posting)
}

function more(entry: Entry, by: bigint): Entry {
  return { ...entry, points: entry.points + by }
}

function moved(entries: readonly Entry[], by: bigint): readonly Entry[] {
  return entries.map((entry, n) => (n > 1 ? entry : more(entry, n === 0 ? by : -by)))
}

function inLot2020(entry: Entry): Entry {
  return entry.account.startsWith('lot/') ? { ...entry, account: 'lot/2020' } : entry
}

function otherHash(hash: string): string {
  return `${hash.startsWith('0') ? 1 : 0}${hash.slice(1)}`
}

function said({ postings, kept }: Rows): string {
  const all = [postings, kept.account, [...kept.earned]]
  return JSON.stringify(all, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )
}
