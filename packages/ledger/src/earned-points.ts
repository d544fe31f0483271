const DECIMAL = /^(\d+)(?:\.(\d+))?$/

/**
 * What a period earns: floor(qualifying spend in yuan × multiplier of the star), at least 0. Spend in
 * fen, the multiplier as it is written: `2.5`.
 */
export function pointsOf(fen: bigint, multiplier: string): bigint {
  const match = DECIMAL.exec(multiplier)
  if (match === null) throw new RangeError(`not a decimal from 0: ${multiplier}`)
  const [, whole = '', fraction = ''] = match
  if (fen <= 0n) return 0n
  return (fen * BigInt(whole + fraction)) / (100n * 10n ** BigInt(fraction.length))
}
