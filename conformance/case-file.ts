import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { type CaseText, caseList } from './case-format.ts'

/** A case and where it is written, `bill.yaml:12`. */
export interface Case extends CaseText {
  readonly place: string
}

/** Every case of a programme folder, file by file. */
export function readCases(programme: string): Map<string, Case[]> {
  const folder = join(programme, 'cases')
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'))
  return new Map(files.toSorted().map((file) => [file, readCaseFile(join(folder, file))]))
}

function readCaseFile(path: string): Case[] {
  return parseCases(readFileSync(path, 'utf8'), basename(path))
}

/** Throws an Error that names file and line of the first thing that is no case. */
export function parseCases(text: string, file: string): Case[] {
  const lines = new LineCounter()
  // Scalars stay text, so that 129.00 never passes through a float.
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines })
  const at = (offset: number) => `${file}:${lines.linePos(offset).line}`
  const [error] = document.errors
  if (error) throw new Error(`${at(error.pos[0])}: ${error.message}`)

  const reading = caseList.safeParse(withPolicies(document, text))
  if (!reading.success) {
    const [issue] = reading.error.issues
    throw new Error(issue ? sayIssue(document, issue, at) : `${file}: not a list of cases`)
  }
  return reading.data.map((each, index) => ({ ...each, place: at(offsetOf(document, [index])) }))
}

/** `policy` is written in the policy language, where a number is a number. */
function withPolicies(document: Document, text: string): unknown {
  const cases: unknown = document.toJS()
  const typed = parseDocument(text)
  if (!Array.isArray(cases)) return cases
  return cases.map((each: object, index) => {
    const policy: unknown = typed.getIn([index, 'policy'])
    return 'policy' in each ? { ...each, policy: isNode(policy) ? policy.toJS(typed) : policy } : each
  })
}

function sayIssue(
  document: Document,
  issue: z.core.$ZodIssue,
  at: (offset: number) => string,
): string {
  const path = issue.path as (string | number)[]
  if (issue.code === 'invalid_union') {
    const closest = issue.errors.flat().toSorted((a, b) => b.path.length - a.path.length)[0]
    if (closest) return sayIssue(document, { ...closest, path: [...path, ...closest.path] }, at)
  }
  if (issue.code !== 'unrecognized_keys') return `${at(offsetOf(document, path))}: ${issue.message}`
  const key = issue.keys[0] ?? ''
  return `${at(offsetOfKey(document, path, key))}: unknown key \`${key}\``
}

/** Where a value is written, or else the nearest value around it. */
function offsetOf(document: Document, path: readonly (string | number)[]): number {
  const node: unknown = document.getIn(path, true)
  if (isNode(node) && node.range) return node.range[0]
  return path.length === 0 ? 0 : offsetOf(document, path.slice(0, -1))
}

function offsetOfKey(document: Document, path: readonly (string | number)[], key: string): number {
  const map: unknown = document.getIn(path, true)
  const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && item.key.value === key) : null
  const range = pair && isScalar(pair.key) ? pair.key.range : null
  return range ? range[0] : offsetOf(document, path)
}
