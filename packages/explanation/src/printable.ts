const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

/** Names from outside, without what could move the cursor, break a line or turn the writing. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '\ufffd')
}
