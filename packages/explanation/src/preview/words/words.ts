import type { StarName } from '../../words/words.ts'
import type { PreviewParams } from '../sayings.ts'

/** One sentence for each code of a preview, made from its parameters alone. */
export type PreviewWords = {
  readonly [C in keyof PreviewParams]: (params: PreviewParams[C], star: StarName) => string
}

/** A price without its fen where it has none: `CNY 59.00` → `CNY 59`. */
export function price(money: string): string {
  return money.replace('.00', '')
}
