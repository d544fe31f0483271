import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'

/** A header of more bytes than this is none. */
const LIMIT = 1 << 16

/** The names in the first record of a CSV file (RFC 4180; gzip by its `.gz`); empty for an empty file. */
export async function headerOf(path: string): Promise<string[]> {
  const bytes = createReadStream(path)
  const plain = path.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  bytes.on('error', (error) => plain.destroy(error))
  let text = ''
  try {
    for await (const chunk of plain) {
      text += String(chunk)
      const record = firstRecord(text)
      if (record !== null) return record
      if (text.length > LIMIT) break
    }
  } finally {
    bytes.destroy()
  }
  return firstRecord(`${text}\n`) ?? []
}

/** The cells up to the first line end outside quotes; null if there is none yet. */
function firstRecord(text: string): string[] | null {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (const character of text.replace(/^\uFEFF/, '')) {
    if (character === '"') quoted = !quoted
    else if (quoted) cell += character
    else if (character === ',') {
      cells.push(cell)
      cell = ''
    } else if (character === '\n' || character === '\r') {
      return cell === '' && cells.length === 0 ? [] : [...cells, cell]
    } else cell += character
  }
  return null
}
