import { type Endpoint, isChange, nameOf } from '../endpoint.ts'
import { RIGHTS } from '../rights/rights.ts'
import { problemBody } from '../wire/problem.ts'
import { type JsonSchema, SchemaWriter } from './json-schema.ts'
import { parametersOf, SHARED_PARAMETERS } from './parameters.ts'
import { responsesOf, SHARED_HEADERS } from './responses.ts'

export interface DocumentOptions {
  /** Of the program. */
  readonly version: string
  /** Of the tokens. */
  readonly issuer: string
}

const TAGS: Readonly<Record<Endpoint['tag'], string>> = {
  customers: 'One customer: star, history, explanation; export and erasure.',
  benefits: 'What a star gives: may I, use it, what was used.',
  points: 'Balance and statement; redeem, reverse, correct, freeze.',
  lines: 'What the network and billing say of lines.',
  orders: 'What the network was asked for, and how far it is.',
  objections: 'What customers do not accept, and the explanation they were given.',
  months: 'Published months with their totals.',
  policies: 'What was decided, and who says so.',
  runs: 'Assessments: start, watch, stop.',
  publications: 'What readers see: publish a month, take it back.',
  audit: 'Who looked up or changed what.',
  service: 'For those who run the server.',
}

const DESCRIPTION = `Ask for stars, explain them, use what they give, assess and publish months.

Every answer that is not a success is a problem (RFC 9457) with a stable \`code\`; decide by the code, never by the words. Every change needs an \`Idempotency-Key\`. Staff say why they look a customer up. Months are \`YYYY-MM\`, money is whole fen, integers are exact. \`x-rights\` of an operation says which role may touch whose data: its own (\`self\`), that of the token’s regions (\`region\`), or anybody’s (\`any\`).`

/** The OpenAPI 3.1 document of some routes, made from the schemas that validate them. */
export function openapiDocument(
  endpoints: readonly Endpoint[],
  { version, issuer }: DocumentOptions,
): JsonSchema {
  const writer = new SchemaWriter()
  writer.write(problemBody, 'output')
  const paths = pathsOf(endpoints, writer)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Dipper',
      version,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: { token: securityOf(issuer) },
      parameters: SHARED_PARAMETERS,
      headers: SHARED_HEADERS,
      schemas: writer.components(),
    },
  }
}

function securityOf(issuer: string): JsonSchema {
  return {
    type: 'openIdConnect',
    openIdConnectUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    description:
      'An access token of the issuer as bearer token. Claims: `sub`, `roles`, `regions`, and `customer_id` of a customer.',
  }
}

function pathsOf(endpoints: readonly Endpoint[], writer: SchemaWriter): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const endpoint of endpoints) {
    const path = (paths[endpoint.path] ??= {})
    path[endpoint.method.toLowerCase()] = operationOf(endpoint, writer)
  }
  return paths
}

function operationOf(endpoint: Endpoint, writer: SchemaWriter): JsonSchema {
  const right = RIGHTS[nameOf(endpoint)]
  return {
    operationId: endpoint.operation,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    description: endpoint.description,
    ...(right === 'open' ? { security: [] } : { 'x-rights': right }),
    parameters: parametersOf(endpoint, writer),
    ...(endpoint.body === null
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: writer.write(endpoint.body, 'input') } },
          },
        }),
    responses: responsesOf(endpoint, writer, {
      open: right === 'open',
      change: isChange(endpoint),
    }),
  }
}
