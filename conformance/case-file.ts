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
    const issue = mostTelling(reading.error.issues)
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
    return 'policy' in each
      ? { ...each, policy: isNode(policy) ? policy.toJS(typed) : policy }
      : each
  })
}

type Issue = z.core.$ZodIssue
type Path = readonly (string | number)[]

/** The most telling issue: an unknown key, else the one deepest inside. */
function mostTelling(issues: readonly Issue[]): Issue | undefined {
  const weight = (issue: Issue) => (issue.code === 'unrecognized_keys' ? 1000 : issue.path.length)
  return issues.flatMap(alternatives).toSorted((a, b) => weight(b) - weight(a))[0]
}

/** What kept each form of a value that may take several from being it. */
function alternatives(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const within = issue.errors.flat().flatMap(alternatives)
  return within.map((each) => ({ ...each, path: [...issue.path, ...each.path] }))
}

function sayIssue(document: Document, issue: Issue, at: (offset: number) => string): string {
  const path = issue.path as Path
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? ''
    return `${at(offsetOfKey(document, path, key))}: unknown key \`${key}\``
  }
  const missing = issue.code === 'invalid_type' && document.getIn(path) === undefined
  const said = missing ? `\`${path.at(-1)}\` is missing` : issue.message
  return `${at(offsetOf(document, path))}: ${said}`
}

/** Where a value is written, or else the nearest value around it. */
function offsetOf(document: Document, path: Path): number {
  const node: unknown = document.getIn(path, true)
  if (isNode(node) && node.range) return node.range[0]
  return path.length === 0 ? 0 : offsetOf(document, path.slice(0, -1))
}

function offsetOfKey(document: Document, path: Path, key: string): number {
  const map: unknown = document.getIn(path, true)
  const pair = isMap(map)
    ? map.items.find((item) => isScalar(item.key) && item.key.value === key)
    : null
  const range = pair && isScalar(pair.key) ? pair.key.range : null
  return range ? range[0] : offsetOf(document, path)
}
