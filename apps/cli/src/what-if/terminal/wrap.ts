import { displayWidth } from '../../table.ts'

/** What is not torn apart: a Chinese character or a word, with the punctuation at its side. */
const PIECE =
  /\s+|[（《「“]*(?:[\u2e80-\u9fff]|[^\s\u2e80-\u9fff（《「“，。、；：）》」”]+)?[，。、；：）》」”]*/gu

/** Lines of at most so many columns, each behind the indent. A longer word stands alone. */
export function wrapped(text: string, width: number, indent = ''): string {
  const room = Math.max(1, width - displayWidth(indent))
  const lines: string[] = []
  let line = ''
  for (const piece of text.match(PIECE) ?? []) {
    if (line !== '' && displayWidth(line + piece.trimEnd()) > room) {
      lines.push(line.trimEnd())
      line = ''
    }
    line = line === '' ? piece.trimStart() : line + piece
  }
  return [...lines, line.trimEnd()].map((each) => indent + each).join('\n')
}
