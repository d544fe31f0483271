import type { Person, Serving, Settings } from '@dipper/server'
import type { Command } from 'commander'
import { folderAt, wholeNumber } from './arguments.ts'
import type { Io } from './io.ts'
import { described } from './new-command.ts'
import type { Session } from './session.ts'
import { factsText, paragraphs, tableText } from './table.ts'

/** Folders of a server as the command line names them; the environment has the rest. */
export interface ServerFlags {
  readonly policy?: string
  readonly benefits?: string
  readonly facts?: string
  readonly register?: string
  readonly data?: string
}

/** Options that every command around the server has. */
export function withServerOptions(command: Command, { words }: Session): Command {
  return command
    .addOption(described(words, '--policy <folder>', 'serverPolicy'))
    .addOption(described(words, '--facts <folder>', 'serverFacts'))
    .addOption(described(words, '--register <folder>', 'serverRegister'))
    .addOption(described(words, '--data <folder>', 'serverData'))
}

export const portOf = wholeNumber('--port', 0, 65_534)

/** What is asked for, over the environment. */
export async function settingsOf(
  io: Io,
  flags: ServerFlags,
  more: Partial<Settings> = {},
): Promise<Settings> {
  const { settingsFrom } = await loadServer()
  const folders = (['policy', 'benefits', 'facts', 'register', 'data'] as const).flatMap((name) => {
    const written = flags[name]
    return written === undefined ? [] : [[name, folderAt(io, written)] as const]
  })
  return settingsFrom(io.env, { ...Object.fromEntries(folders), ...more })
}

/** Loaded by the commands that need it: it costs more than all the rest of the program. */
export function loadServer(): Promise<typeof import('@dipper/server')> {
  return import('@dipper/server')
}

/** Loaded as the server is. */
export function loadStore(): Promise<typeof import('@dipper/store')> {
  return import('@dipper/store')
}

/** Serves until somebody ends the program, and says where and who can sign in. */
export async function serveUntilStopped(session: Session, settings: Settings): Promise<Serving> {
  const { io } = session
  const log = { write: (line: string) => void io.stderr.write(line) }
  const { DEVELOPMENT_SECRET: secret, peopleOf, serve } = await loadServer()
  const serving = await serve({ settings, people: peopleOf, log })
  io.stdout.write(`${servingText(session, serving, secret)}\n`)
  await stopAsked()
  await serving.stop()
  return serving
}

/** Ctrl-C, or the word of whoever started the program. A second time ends it at once. */
function stopAsked(): Promise<void> {
  return new Promise((asked) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => asked())
  })
}

/** Addresses, people and lines to try. */
function servingText(
  { words }: Session,
  { address, issuer, people, pages }: Serving,
  secret: string,
): string {
  const { server } = words
  const where = factsText([
    ...(pages ? pagesAt(server, address) : []),
    [server.address, address],
    [server.documentation, `${address}/openapi.json`],
    [server.issuer, issuer],
  ])
  if (people.length === 0) return where
  const rows = people.map(({ id, roles, regions = [] }) => [
    id,
    roles.join(', '),
    regions.join(', '),
  ])
  const who = tableText({
    head: [server.person, server.roles, words.terms.region],
    rows,
    align: 'lll',
  })
  return paragraphs(
    where,
    `${server.people}: ${secret}`,
    who,
    server.tryThese,
    linesToTry(words, { address, issuer, people }, secret).join('\n'),
  )
}

function pagesAt({ page, desk }: Session['words']['server'], address: string): [string, string][] {
  return [
    [page, `${address}/`],
    [desk, `${address}/desk`],
  ]
}

/** Lines for a shell, each with what it shows. */
function linesToTry(
  { server }: Session['words'],
  { address, issuer, people }: Pick<Serving, 'address' | 'issuer' | 'people'>,
  secret: string,
): string[] {
  const customer = people.find(({ customerId }) => customerId !== undefined)?.customerId ?? 'system'
  const path = `${address}/v1/customers/${encodeURIComponent(customer)}`
  const as = (person: Person['id']) => `curl -s -H "Authorization: Bearer $(token ${person})"`
  const says = (what: string) => `# ${what}`
  return [
    says(server.curl.token),
    `token() { curl -s -u "$1:${secret}" -d grant_type=client_credentials ${issuer}/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/'; }`,
    says(server.curl.star),
    `${as(customer)} ${path}/star`,
    says(server.curl.why),
    `${as(customer)} -H 'Accept: text/plain' ${path}/explanation`,
    says(server.curl.use),
    `${as(customer)} -H 'Content-Type: application/json' -H 'Idempotency-Key: first' -d '{"benefit":"door-networking"}' ${path}/uses`,
    says(server.curl.points),
    `${as(customer)} ${path}/points`,
    says(server.curl.find),
    `${as('agent')} -H 'Dipper-Reason: 12345 asks' '${address}/v1/customers?id=${encodeURIComponent(customer)}'`,
    says(server.curl.months),
    `${as('operator')} ${address}/v1/months`,
    says(server.curl.audit),
    `${as('auditor')} ${address}/v1/audit`,
  ]
}
