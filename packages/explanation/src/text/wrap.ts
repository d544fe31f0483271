import { printable } from '../printable.ts'
import { displayWidth, widthOf } from './width.ts'

/** What is never torn apart: a Chinese character or a word, with the punctuation at its side. */
const PIECE =
  /\s+|[（《]*(?:[\u2e80-\ua4cf]|[^\s\u2e80-\ua4cf（《，。、；：）》]+)?[，。、；：）》]*/gu

/** Breaks a text into lines of at most `width` columns; a longer word is cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of piecesOf(printable(text), width)) {
    if (displayWidth(line + piece.trimEnd()) > width && line !== '') {
      lines.push(line.trimEnd())
      line = ''
    }
    line = line === '' ? piece.trimStart() : line + piece
  }
  return [...lines, line.trimEnd()]
}

function piecesOf(text: string, width: number): string[] {
  const pieces = (text.match(PIECE) ?? []).filter((piece) => piece !== '')
  return pieces.flatMap((piece) => (displayWidth(piece) > width ? cut(piece, width) : [piece]))
}

function cut(word: string, width: number): string[] {
  const parts: string[] = []
  let part = ''
  let taken = 0
  for (const character of word) {
    if (taken + widthOf(character) > width && part !== '') {
      parts.push(part)
      part = ''
      taken = 0
    }
    part += character
    taken += widthOf(character)
  }
  return [...parts, part]
}
