import { join } from 'node:path'
import { Problem } from '../problem.ts'

const FULL =
  /ENOSPC|EFBIG|EDQUOT|No space left on device|File too large|Disk quota exceeded|max_temp_directory_size/

/** Runs work on a register; what the system or DuckDB says of its files becomes a Problem. */
export async function usingRegister<T>(register: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw problemOf(register, error) ?? error
  }
}

function problemOf(register: string, error: unknown): Problem | null {
  if (error instanceof Problem || !(error instanceof Error)) return null
  const why = error.message.split('\n')[0] as string
  if (FULL.test(error.message)) return new Problem('disk-full', { register, why })
  const file = fileNamed(error.message, register)
  return file === null ? null : new Problem('register-damaged', { register, file, why })
}

/** The file of a finished month, or of the import, that a message names. */
function fileNamed(message: string, register: string): string | null {
  const path = message.split(join(register, '/'))[1] ?? ''
  return /^(month=[-0-9]+\/[-\w]+\.parquet|imported\.parquet)/.exec(path)?.[0] ?? null
}
