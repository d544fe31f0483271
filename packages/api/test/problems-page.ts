import { LANGUAGES, type Language } from '@dipper/policy'
import {
  FIELD_CODES,
  PROBLEM_CODES,
  type ProblemCode,
  type ProblemParams,
  STATUS,
} from '../src/problems/catalogue.ts'
import { sayField, sayProblem } from '../src/problems/words/speak.ts'

/** Parameters of one occurrence of each problem. */
const EXAMPLES: { readonly [C in ProblemCode]: ProblemParams[C] } = {
  'invalid-request': {},
  'invalid-json': {},
  'cursor-invalid': {},
  'key-missing': {},
  'reason-missing': {},
  'token-missing': {},
  'token-expired': {},
  'token-invalid': { fault: 'audience' },
  'not-allowed': {},
  'not-yours': {},
  'route-missing': {},
  'customer-missing': {},
  'star-missing': {},
  'month-unpublished': { month: '2026-12' },
  'policy-missing': { month: '1999-01' },
  'run-missing': { run: 7 },
  'publish-month-missing': { month: '2026-12' },
  'method-missing': { allowed: 'GET' },
  'type-unacceptable': {},
  'key-running': {},
  'run-ended': { run: 7 },
  'benefits-missing': { month: '2015-12' },
  'line-missing': {},
  'line-not-theirs': { line: 'M-1' },
  'event-differs': { event: 'billing-4711' },
  'order-missing': { order: '0b6f2c3e-8d1f-4a52-9c47-6a5a5e0f8a11' },
  'order-not-dead': { order: '0b6f2c3e-8d1f-4a52-9c47-6a5a5e0f8a11', state: 'sent' },
  'order-use-ended': { order: '0b6f2c3e-8d1f-4a52-9c47-6a5a5e0f8a11' },
  'other-order': { order: '0b6f2c3e-8d1f-4a52-9c47-6a5a5e0f8a11' },
  'objection-missing': { objection: 17 },
  'objection-answered': { objection: 17 },
  'points-refused': {
    refusal: { code: 'not-enough', params: { points: 500n, balance: 180n } },
  },
  'run-busy': { run: 7 },
  'publish-busy': {},
  'publish-refused': { reason: 'register-damaged' },
  'too-large': { bytes: 16_384 },
  'url-too-long': { bytes: 4096 },
  'type-unsupported': {},
  'key-used': {},
  'too-many-requests': { seconds: 2 },
  'too-many-streams': { streams: 4 },
  internal: {},
  'store-unavailable': {},
  'audit-unavailable': {},
  'issuer-unavailable': {},
  'not-ready': {},
}

export function problemExample(
  code: ProblemCode,
  language: Language,
): { readonly title: string; readonly detail: string } {
  return sayProblem(code, EXAMPLES[code], language)
}

/** docs/problems.md. */
export function problemsPage(): string {
  const rows = PROBLEM_CODES.map((code) => {
    const [zh, en] = [problemExample(code, 'zh-CN'), problemExample(code, 'en')]
    const params = Object.keys(EXAMPLES[code]).map((name) => `\`${name}\``)
    return `| <a id="${code}"></a>\`${code}\` | ${STATUS[code]} | **${en.title}.** ${en.detail} | **${zh.title}。**${zh.detail} | ${params.join(', ')} |`
  })
  const fields = FIELD_CODES.map(
    (code) => `| \`${code}\` | ${sayField(code, 'en')} | ${sayField(code, 'zh-CN')} |`,
  )
  return `# Problems of the HTTP API

Every answer that is not a success is \`application/problem+json\` (RFC 9457). \`code\` is stable: decide by it, never by the words, which are in ${LANGUAGES.join(', ')} by \`Accept-Language\`. \`params\` holds the numbers and names of the sentence, \`requestId\` is what a report should name. \`type\` is \`urn:dipper:problem:\` and the code. [http-api.md](http-api.md) has the whole.

| Code | Status | What and what to do | 说明 | Parameters |
|---|---|---|---|---|
${rows.join('\n')}

429 and 503 say in \`Retry-After\` when to try again. There is no other 5xx: \`internal\` is a fault of the server, and its log names the request.

## Parts of a request

\`invalid-request\` lists in \`errors\` each part that is wrong: \`in\` (path, query, header, body), \`path\`, \`code\` and \`detail\`.

| Code | It | 该项 |
|---|---|---|
${fields.join('\n')}
`
}
