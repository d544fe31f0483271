import { CATEGORIES, formatMonth, type Month } from '@dipper/policy'
import type { Database } from '../database.ts'
import { digestText, keyOf } from '../register/digest.ts'
import { list, monthOf } from '../sql.ts'
import { readTable } from './cells.ts'
import {
  type BilledSum,
  chargeRows,
  DIGEST_TERM,
  type LoadedFile,
  loadCharges,
  periodsIn,
  type RowCount,
} from './charges.ts'
import type { SourceFile } from './sources.ts'

/** Verdicts that end when the customer or the service appears in its table. */
const ORPHANS = ['customer_id|unknown-customer', 'service_id|unknown-service']

/** A file of charges with what is known of it before it is read. */
export interface ChargeFile extends SourceFile {
  /** Its path and SHA-256: another file, or the same one with other rows, has another. */
  readonly identity: string
}

export interface LoadRequest {
  readonly knownBy: string | null
  /** Periods that the months to assess read. */
  readonly from: Month
  readonly through: Month
  /** Periods of files as the last run saw them, by identity; those need not be read to be known. */
  readonly recorded: ReadonlyMap<string, readonly Month[]>
  /** Periods that months already in the register have read: read again where a file changed. */
  readonly readBefore: ReadonlySet<Month>
  /** Takes what it needs from `billed`, which holds the file just read. */
  readonly onBilled: () => Promise<void>
  readonly onFile?: (done: number, total: number) => void
}

export interface LoadedCharges {
  /** Periods in the whole table. */
  readonly present: readonly Month[]
  /** Digests of the periods that were wholly read, by period: see `DIGEST_TERM`. */
  readonly digests: Readonly<Record<string, string>>
  readonly counts: readonly RowCount[]
  readonly billed: readonly BilledSum[]
  /** Periods of each file, by identity. */
  readonly periodsByFile: ReadonlyMap<string, readonly Month[]>
}

/**
 * Loads the files that hold a period asked for. A file that is new or gone since the last run makes
 * all files of its periods be read again, so that a change of what months have read is found.
 */
export async function loadPeriods(
  db: Database,
  files: readonly ChargeFile[],
  request: LoadRequest,
): Promise<LoadedCharges> {
  const periodsByFile = new Map<string, readonly Month[]>()
  const loaded = new Map<ChargeFile, LoadedFile>()
  const load = async (file: ChargeFile) => {
    const found = await loadCharges(db, file, request.knownBy)
    await request.onBilled()
    periodsByFile.set(file.identity, found.periods)
    loaded.set(file, found)
    request.onFile?.(loaded.size, files.length)
  }
  for (const file of files) {
    const known = request.recorded.get(file.identity)
    if (known) periodsByFile.set(file.identity, known)
    else if (file.format === 'parquet') periodsByFile.set(file.identity, await periodsIn(db, file))
    else await load(file)
  }
  const wanted = wantedPeriods(files, periodsByFile, request)
  for (const file of files) {
    if (loaded.has(file)) continue
    if (periodsByFile.get(file.identity)?.some((period) => wanted(period))) await load(file)
  }
  const counts = [...loaded.values()].flatMap((file) => file.counts)
  const orphans = await orphanDigests(db, files, request.knownBy, counts)
  const digests = wholePeriods(files, periodsByFile, loaded).map((period) => {
    const sums = [...loaded.values()].map((file) => file.digests.get(period) ?? 0n)
    const sum = sums.reduce((a, b) => a + b, orphans.get(period) ?? 0n)
    return [formatMonth(period), digestText(sum)] as const
  })
  const present = [...new Set(files.flatMap((file) => periodsByFile.get(file.identity) ?? []))]
  return {
    present: present.toSorted((a, b) => a - b),
    digests: Object.fromEntries(digests),
    counts,
    billed: [...loaded.values()].flatMap((file) => file.billed),
    periodsByFile,
  }
}

/** Digest of the stops begun in each month, whether or not customer and service are known yet. */
export async function stopDigests(
  db: Database,
  months: readonly Month[],
): Promise<Record<string, string>> {
  const rows = await db.rows<{ month: number; sum: bigint }>(`
SELECT ${monthOf('stopped_on')} AS month, sum(md5_number_lower(
  concat_ws('|', service_id, customer_id, kind, cause, stopped_on)))::HUGEINT AS sum
FROM stops WHERE verdict IS NULL OR verdict IN ${list(ORPHANS)}
GROUP BY 1`)
  const sums = new Map(rows.map(({ month, sum }) => [month, sum]))
  return Object.fromEntries(
    months.map((month) => [formatMonth(month), digestText(sums.get(month) ?? 0n)]),
  )
}

/**
 * Charges of customers or services that are not there are part of a period's digest: that they count
 * once the customer or service appears is no change of the charges.
 */
async function orphanDigests(
  db: Database,
  files: readonly SourceFile[],
  knownBy: string | null,
  counts: readonly RowCount[],
): Promise<Map<Month, bigint>> {
  const digests = new Map<Month, bigint>()
  const orphaned = counts.filter(({ verdict }) => verdict !== null && ORPHANS.includes(verdict))
  for (const file of files.filter(({ index }) => orphaned.some((count) => count.file === index))) {
    const rows = chargeRows(readTable([file], { knownBy, numbered: true }), true)
    const sums = await db.rows<{ period: number; digest: bigint }>(`
SELECT period, sum(${DIGEST_TERM})::HUGEINT AS digest FROM (
  SELECT period, ${keyOf('customer_id')} AS key, kind * ${CATEGORIES.length} + category AS line,
    amount_fen AS fen
  FROM (SELECT * EXCLUDE (key) FROM (${rows})) WHERE verdict IN ${list(ORPHANS)})
GROUP BY period`)
    for (const { period, digest } of sums) {
      digests.set(period, (digests.get(period) ?? 0n) + digest)
    }
  }
  return digests
}

function wantedPeriods(
  files: readonly ChargeFile[],
  periodsByFile: ReadonlyMap<string, readonly Month[]>,
  { recorded, readBefore, from, through }: LoadRequest,
): (period: Month) => boolean {
  const now = new Set(files.map((file) => file.identity))
  const appeared = files.filter((file) => !recorded.has(file.identity))
  const touched = new Set([
    ...appeared.flatMap((file) => periodsByFile.get(file.identity) ?? []),
    ...[...recorded].filter(([identity]) => !now.has(identity)).flatMap(([, periods]) => periods),
  ])
  return (period) =>
    (from <= period && period <= through) || (readBefore.has(period) && touched.has(period))
}

/** Periods of which every file was read. */
function wholePeriods(
  files: readonly ChargeFile[],
  periodsByFile: ReadonlyMap<string, readonly Month[]>,
  loaded: ReadonlyMap<ChargeFile, LoadedFile>,
): Month[] {
  const periodsOf = (file: ChargeFile) => periodsByFile.get(file.identity) ?? []
  const partial = new Set(files.filter((file) => !loaded.has(file)).flatMap(periodsOf))
  const read = new Set([...loaded.keys()].flatMap(periodsOf))
  return [...read].filter((period) => !partial.has(period)).toSorted((a, b) => a - b)
}
