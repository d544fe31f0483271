import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  assessMonths,
  compileMonth,
  Database,
  exportRegister,
  heldOf,
  importRegister,
  monthSql,
  rowsOf,
  SpendVariants,
} from '@dipper/engine'
import { type Explanation, explain, toHtml, toJson, toMarkdown, toText } from '@dipper/explanation'
import { answering, formatMonth, LANGUAGES, type PolicyAnswer } from '@dipper/policy'
import { monthsOf } from './case-facts.ts'
import { customersOf } from './folder-meaning.ts'
import type { Folder } from './folder.ts'

/** The faces of a folder by file name, made by the engine from its facts. */
export async function makeFaces(folder: Folder): Promise<Map<string, string>> {
  const work = mkdtempSync(join(tmpdir(), 'dipper-conformance-'))
  const db = await Database.open({ threads: 1 })
  try {
    const register = join(work, 'register')
    const { imported, from, through } = folder
    if (imported !== null) await importRegister(db, imported, register, from)
    await assessMonths({ ...folder, register, knownBy: null, threads: 1 })
    const out = join(work, 'register.csv')
    await exportRegister(db, register, { from, through }, out)
    return new Map([
      ...policyFaces(folder),
      ['month.sql', sqlFace(folder)],
      ['register.csv', readFileSync(out, 'utf8')],
      ...explanationFaces(await explainIn(db, folder, register)),
    ])
  } finally {
    db.close()
    rmSync(work, { recursive: true })
  }
}

/** Each different compiled policy once, named after the first month it answers. */
function policyFaces({ programme, from, through }: Folder): [string, string][] {
  const byDigest = new Map<string, [string, string]>()
  for (const month of monthsOf({ from, through })) {
    const policy = compileMonth(programme, month)
    if (byDigest.has(policy.digest)) continue
    const name = `compiled-policy.${formatMonth(month)}.json`
    byDigest.set(policy.digest, [name, `${JSON.stringify(policy, null, 2)}\n`])
  }
  return [...byDigest.values()]
}

function sqlFace({ programme, from, through, sql }: Folder): string {
  const policies = monthsOf({ from, through }).map((month) => compileMonth(programme, month))
  return `${monthSql(compileMonth(programme, sql), new SpendVariants(policies), sql)}\n`
}

async function explainIn(db: Database, folder: Folder, register: string): Promise<Explanation> {
  const { programme, explain: asked } = folder
  const { customer: id, month } = asked
  const [facts] = await customersOf(folder, [id])
  const row = (await rowsOf(db, register, [id], month)).get(id)
  if (!facts || !row) throw new Error(`no row of ${id} in ${formatMonth(month)}`)
  const held = (await heldOf(db, register, [id], month)).get(id) ?? null
  const policy = compileMonth(programme, month)
  const answer = answering(programme, month) as PolicyAnswer
  return explain({ policy, answer, customer: { ...facts, held }, month, row })
}

/** Text in every language, for its sentences; the other forms once. */
function explanationFaces(explanation: Explanation): [string, string][] {
  return [
    ...LANGUAGES.map((language): [string, string] => [
      `explanation.${language}.txt`,
      toText(explanation, language),
    ]),
    ['explanation.zh-TW.md', toMarkdown(explanation, 'zh-TW')],
    ['explanation.en.html', toHtml(explanation, 'en')],
    ['explanation.json', `${JSON.stringify(toJson(explanation), null, 2)}\n`],
  ]
}
