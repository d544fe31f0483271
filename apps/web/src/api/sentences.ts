import type { Explanation } from './answers.ts'

/** The sentences of some reasons, in the order of the explanation. */
export function sentencesOf(
  { record, sentences }: Explanation,
  codes: readonly string[],
): readonly string[] {
  return sentences.filter((_, index) => codes.includes(record.reasons[index]?.code ?? ''))
}
