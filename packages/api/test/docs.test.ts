import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ROLES } from '../src/index.ts'
import { openapiDocument } from '../src/openapi/document.ts'
import { RIGHTS } from '../src/rights/rights.ts'
import { ENDPOINTS } from '../src/routes/endpoints.ts'
import { type Document, isParameter, routesOf } from './answers.ts'
import { TestIssuer } from './issuer.ts'
import { CAST } from './memory-ports.ts'
import { problemsPage } from './problems-page.ts'
import { tokenCases } from './tokens.ts'

const UPDATE = process.env['UPDATE'] === 'openapi' && !process.env['CI']
const inRepository = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const { version } = JSON.parse(readFileSync(inRepository('packages/api/package.json'), 'utf8')) as {
  version: string
}

const made = openapiDocument(ENDPOINTS, { version, issuer: 'https://id.example' })
const document = made as unknown as Document

describe('docs/openapi.json', () => {
  const path = inRepository('docs/openapi.json')

  it('is fresh (UPDATE=openapi writes it)', () => {
    if (UPDATE) {
      writeFileSync(path, JSON.stringify(made))
      execFileSync(inRepository('node_modules/.bin/biome'), ['format', '--write', path])
    }
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(JSON.parse(JSON.stringify(made)))
  })

  it('is OpenAPI 3.1 with a signed-in caller by default', () => {
    expect(made).toMatchObject({
      openapi: '3.1.0',
      security: [{ token: [] }],
      components: {
        securitySchemes: {
          token: {
            type: 'openIdConnect',
            openIdConnectUrl: 'https://id.example/.well-known/openid-configuration',
          },
        },
      },
    })
  })

  it('describes every route and every right', () => {
    const routes = routesOf(document)
    expect(routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
      Object.keys(RIGHTS).sort(),
    )
    for (const { method, path, operation } of routes) {
      const right = RIGHTS[`${method} ${path}`]
      expect(operation['x-rights'] ?? 'open').toEqual(right)
    }
    expect(new Set(routes.map(({ operation }) => operation.operationId)).size).toBe(routes.length)
  })

  it('has every parameter of a path, and a key for every change', () => {
    for (const { method, path, operation } of routesOf(document)) {
      const inPath = operation.parameters.flatMap((each) =>
        isParameter(each) && each.in === 'path' ? [each.name] : [],
      )
      expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
      const keys = operation.parameters.flatMap((each) =>
        isParameter(each) ? [] : [each.$ref.split('/').at(-1) ?? ''],
      )
      const asked = keys.filter((name) => name.startsWith('Idempotency-Key'))
      const own = path === '/v1/service-orders/state-changes' ? '-or-body' : ''
      expect(asked).toEqual(method === 'POST' ? [`Idempotency-Key${own}`] : [])
    }
  })

  it('refers to what is there, and has nothing that is not referred to', () => {
    const text = JSON.stringify(made)
    const named = new Set(
      [...text.matchAll(/"#\/components\/(\w+\/[\w-]+)"/g)].map(([, name]) => name),
    )
    const { securitySchemes: _, ...components } = made['components'] as Record<string, object>
    const there = Object.entries(components).flatMap(([kind, parts]) =>
      Object.keys(parts).map((name) => `${kind}/${name}`),
    )
    expect([...named].sort()).toEqual(there.sort())
    expect(text).not.toContain('"wire"')
    expect(text).not.toContain('$defs')
  })
})

describe('docs/problems.md', () => {
  it('lists every problem with its sentence (UPDATE=openapi writes it)', () => {
    const path = inRepository('docs/problems.md')
    if (UPDATE) writeFileSync(path, problemsPage())
    expect(readFileSync(path, 'utf8')).toBe(problemsPage())
  })
})

describe('docs/http-api.md', () => {
  const path = inRepository('docs/http-api.md')

  it.each([
    ['rights', async () => rightsTable()],
    ['tokens', tokensTable],
  ] as const)('has the table of %s (UPDATE=openapi writes it)', async (name, table) => {
    const page = readFileSync(path, 'utf8')
    const between = new RegExp(`(?<=<!-- ${name} -->\n)[^]*(?=<!-- /${name} -->)`)
    const fresh = page.replace(between, `\n${await table()}\n\n`)
    if (UPDATE) writeFileSync(path, fresh)
    expect(fresh).toContain(`<!-- ${name} -->`)
    expect(readFileSync(path, 'utf8')).toBe(fresh)
  })

  it('names addresses that there are', () => {
    const page = readFileSync(path, 'utf8')
    const known = ENDPOINTS.map(
      ({ path }) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    )
    const named = [...page.matchAll(/(?:\$API|`(?:GET|POST) )(\/[^\s"'`?]*)/g)].map(
      ([, at = '']) => at,
    )
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((at) => !known.some((pattern) => pattern.test(at)))).toEqual([])
  })
})

function rightsTable(): string {
  const rows = Object.entries(RIGHTS).map(([route, right]) => {
    const cells = ROLES.map((role) => (right === 'open' ? 'open' : (right[role] ?? '')))
    return `| \`${route}\` | ${cells.join(' | ')} |`
  })
  return [`| Route | ${ROLES.join(' | ')} |`, `|---${'|---'.repeat(ROLES.length)}|`, ...rows].join(
    '\n',
  )
}

async function tokensTable(): Promise<string> {
  const issuer = await TestIssuer.start()
  const cases = await tokenCases(issuer, CAST)
  await issuer.stop()
  const rows = cases.map(
    ({ name, status, answer }) =>
      `| ${name} | ${status} | ${answer === null ? '' : `\`${answer}\``} |`,
  )
  return ['| Token | Status | Code |', '|---|---|---|', ...rows].join('\n')
}
