import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type RunManifest, runFolder } from '@dipper/engine'
import type { Language } from '@dipper/policy'
import { reportHtml } from './report-html.ts'

/** `runs/0001/report.html` of a register. */
export function reportFile(register: string, run: number): string {
  return join(runFolder(register, run), 'report.html')
}

/** Writes the report of a run beside its manifest, whole or not at all. */
export function writeReport(register: string, manifest: RunManifest, language: Language): void {
  const file = reportFile(register, manifest.run)
  const partial = `${file}.partial`
  writeFileSync(partial, reportHtml(manifest, language))
  renameSync(partial, file)
}
