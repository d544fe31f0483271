import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import {
  isPolicyPath,
  type PolicyFile,
  type Programme,
  type ProgrammeReading,
  readProgramme,
} from '@dipper/policy'
import { ServerProblem } from './problem.ts'

/** The files of a programme folder with all its overlays; `shownAs` is how findings name the folder. */
export function programmeFiles(folder: string, shownAs: string = folder): PolicyFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(isPolicyPath)
    .toSorted()
    .map((path) => ({
      path,
      text: readFileSync(join(folder, path), 'utf8'),
      shownAs: join(shownAs, path),
    }))
}

/** The programme of a folder, or its mistakes. */
export function readProgrammeIn(folder: string): ProgrammeReading {
  return readProgramme(programmeFiles(folder))
}

/** The programme of a folder. Throws ServerProblem where it has mistakes. */
export function requireProgramme(folder: string): Programme {
  const { programme } = readProgrammeIn(folder)
  if (programme === undefined) throw new ServerProblem('programme-mistakes', { folder })
  return programme
}
