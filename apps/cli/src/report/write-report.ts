import { join } from 'node:path'
import { type RunManifest, runFolder } from '@dipper/engine'
import type { Language } from '@dipper/policy'
import { writeWhole } from '../write-whole.ts'
import { reportHtml } from './report-html.ts'

/** `runs/0001/report.html` of a register. */
export function reportFile(register: string, run: number): string {
  return join(runFolder(register, run), 'report.html')
}

/** Writes the report of a run beside its manifest, whole or not at all. */
export function writeReport(register: string, manifest: RunManifest, language: Language): void {
  writeWhole(reportFile(register, manifest.run), reportHtml(manifest, language))
}
