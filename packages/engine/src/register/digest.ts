/**
 * The digest of register rows (docs/digest.md): Σ key × value over the rows, modulo 2¹²⁸, as 32 hex
 * digits. `key` is the first six bytes of the MD5 of the customer_id, read as a little-endian number;
 * `value` is 1 + Σ weight × column. Order-independent; the digest of two disjoint sets is their sum.
 */
export const WEIGHTS = {
  month: 10_007,
  spend_growth: 20_011,
  tenure_growth: 30_011,
  credit_growth: 40_009,
  growth_value: 50_021,
  assessed_star: 60_013,
  star: 61_001,
  valid_from: 62_003,
  valid_through: 63_029,
  outcome: 64_007,
} as const

const MODULUS = 1n << 128n

/** SQL for Σ key × value; the columns as integers, empty months as NULL. */
export function digestSum(columns: Readonly<Record<keyof typeof WEIGHTS, string>>): string {
  const terms = Object.entries(WEIGHTS).map(
    ([column, weight]) =>
      `coalesce(${columns[column as keyof typeof WEIGHTS]}, 0)::HUGEINT * ${weight}`,
  )
  return `coalesce(sum(key::HUGEINT * (1 + ${terms.join(' + ')})), 0)::HUGEINT`
}

/** SQL for the key of a customer_id. */
export function keyOf(customerId: string): string {
  return `(md5_number_upper(${customerId}) & 281474976710655)::BIGINT`
}

export function digestText(sum: bigint): string {
  return (((sum % MODULUS) + MODULUS) % MODULUS).toString(16).padStart(32, '0')
}

/** The digest of rows without one in common whose digests these are. */
export function addDigests(digests: readonly string[]): string {
  return digestText(digests.reduce((sum, digest) => sum + BigInt(`0x${digest}`), 0n))
}
