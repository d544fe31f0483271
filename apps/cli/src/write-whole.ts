import { renameSync, writeFileSync } from 'node:fs'

/** Writes a text file whole or not at all. */
export function writeWhole(file: string, text: string): void {
  const partial = `${file}.partial`
  writeFileSync(partial, text)
  renameSync(partial, file)
}
