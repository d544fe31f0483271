import { sayRefusal } from '@dipper/ledger'
import type { Words } from './words.ts'

const faults: Words['faults'] = {
  malformed: 'it is not a signed JSON web token',
  algorithm: 'its algorithm is not accepted',
  signature: 'its signature does not fit a key of the issuer',
  issuer: 'it was issued by somebody else',
  audience: 'it was issued for somebody else',
  expired: 'it has expired',
  'not-yet': 'it is not valid yet',
  claims: 'its claims do not have the form agreed on',
}

/** The ledger says its sentences without a capital and a full stop. */
function sentenceOf(said: string): string {
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`
}

export const en: Words = {
  faults,
  fields: {
    missing: 'is required',
    unknown: 'is not known here',
    wrong: 'has another form than the description says',
    'not-a-month': 'has to be a month written YYYY-MM, between 1900-01 and 2999-12',
    'not-a-date': 'has to be a date written YYYY-MM-DD',
    'not-an-id': 'has to be a text of 1 to 64 characters',
    'not-a-limit': 'has to be a whole number from 1 to 200',
    'not-a-number': 'has to be a whole number from 1',
    'not-a-word': 'has to be one of the words in the description',
    'not-a-key': 'has to be 1 to 128 visible ASCII characters',
    'not-a-reason': 'has to be a reason of 3 to 200 characters',
    'not-an-object': 'has to be a JSON object',
    'number-or-id': 'give either `number` or `id`',
    'months-reversed': 'lies before `from`',
    'days-reversed': 'is a day before `from`',
    'too-many-days': 'has to be at most 366 days after the first, it included',
    'not-an-instant': 'has to be an instant of RFC 3339 with an offset, 2026-11-22T09:30:00+08:00',
    ahead: 'lies in the future',
    'not-an-integer': 'has to be a whole number',
    'not-fen': 'has to be a whole number of fen',
    'not-a-deadline': 'has to be a whole number of milliseconds from 1 to 60000',
    'not-a-uuid': 'has to be a UUID in lower case',
    'not-a-text': 'has to be a text of 1 to 1000 characters',
    'needs-line': 'says nothing without `line`',
    'needs-line-state': 'says nothing without `lineState`',
    'needs-stop': 'is said of a line that is stopped alone',
  },
  problems: {
    'invalid-request': {
      title: 'The request is not valid',
      detail: () => 'Correct the parts named in `errors` and send it again.',
    },
    'invalid-json': {
      title: 'The body is not JSON',
      detail: () => 'Send one JSON object in UTF-8.',
    },
    'cursor-invalid': {
      title: 'The cursor is not valid',
      detail: () => 'Take `next` of the page before as it is, or start again without a cursor.',
    },
    'key-missing': {
      title: 'Idempotency-Key is missing',
      detail: () =>
        'A change needs the header `Idempotency-Key`, 1 to 128 visible ASCII characters, new for each change and the same when it is sent again.',
    },
    'reason-missing': {
      title: 'A reason is missing',
      detail: () =>
        'Say why you look this customer up, in 3 to 200 characters: header `Dipper-Reason` (percent-encoded UTF-8) or query `reason`.',
    },
    'token-missing': {
      title: 'Sign in',
      detail: () => 'Send the header `Authorization: Bearer TOKEN` with a token of the issuer.',
    },
    'token-expired': {
      title: 'The token has expired',
      detail: () => 'Get a new token and send the request again.',
    },
    'token-invalid': {
      title: 'The token is refused',
      detail: ({ fault }) => `The token is refused: ${faults[fault]}. Get a new one.`,
    },
    'not-allowed': {
      title: 'Your role may not do this',
      detail: () => 'None of the roles in your token has this right.',
    },
    'not-yours': {
      title: 'Not within your rights',
      detail: () => 'What you ask for does not exist, or lies outside what you may see.',
    },
    'route-missing': {
      title: 'There is no such address',
      detail: () => 'The addresses are described in /openapi.json.',
    },
    'method-missing': {
      title: 'The address does not take this method',
      detail: ({ allowed }) => `It takes ${allowed}.`,
    },
    'customer-missing': {
      title: 'There is no such customer',
      detail: () => 'Nobody has this customer id.',
    },
    'star-missing': {
      title: 'There is no star',
      detail: () => 'The customer has no row in the month asked for.',
    },
    'month-unpublished': {
      title: 'The month is not published',
      detail: ({ month }) => `${month} is not published. GET /v1/months lists those that are.`,
    },
    'policy-missing': {
      title: 'No policy is in force',
      detail: ({ month }) => `No policy document answers for ${month}.`,
    },
    'run-missing': {
      title: 'There is no such run',
      detail: ({ run }) => `There is no run ${run}. GET /v1/runs lists them.`,
    },
    'run-ended': {
      title: 'The run has ended',
      detail: ({ run }) => `Run ${run} has ended and cannot be stopped.`,
    },
    'run-busy': {
      title: 'Another run is under way',
      detail: ({ run }) => `Wait for run ${run}, or stop it.`,
    },
    'benefits-missing': {
      title: 'No benefits are in force',
      detail: ({ month }) => `No document of benefits answers for ${month}.`,
    },
    'line-missing': {
      title: 'There is no such line',
      detail: () =>
        'It is none of the customer’s, or nobody says of what kind it is: give `lineKind`.',
    },
    'line-not-theirs': {
      title: 'The line is another customer’s',
      detail: ({ line }) =>
        `By the facts, line \`${line}\` was not this customer’s at that time. Correct \`customerId\` or \`line\`.`,
    },
    'event-differs': {
      title: 'The event was told otherwise before',
      detail: ({ event }) =>
        `Event \`${event}\` was accepted with other content. Send news under a new id.`,
    },
    'order-missing': {
      title: 'There is no such order',
      detail: ({ order }) => `There is no order ${order}. GET /v1/service-orders lists them.`,
    },
    'order-not-dead': {
      title: 'The order is not dead',
      detail: ({ order, state }) =>
        `Order ${order} is \`${state}\`; only dead orders are replayed or given up.`,
    },
    'order-use-ended': {
      title: 'The use of the order has ended',
      detail: ({ order }) => `What order ${order} would begin is over already. Give the order up.`,
    },
    'other-order': {
      title: 'The ids belong to two orders',
      detail: ({ order }) =>
        `The network’s id of order ${order} is that of another order. Nothing was changed.`,
    },
    'objection-missing': {
      title: 'There is no such objection',
      detail: ({ objection }) =>
        `The customer has no objection ${objection}. GET /v1/customers/{id}/objections lists them.`,
    },
    'objection-answered': {
      title: 'The objection is answered',
      detail: ({ objection }) => `Objection ${objection} has another answer. It is answered once.`,
    },
    'points-refused': {
      title: 'The points cannot be moved',
      detail: ({ refusal }) => sentenceOf(sayRefusal(refusal, 'en')),
    },
    'publish-month-missing': {
      title: 'The month is not assessed',
      detail: ({ month }) => `The register has no ${month}. Assess the month first.`,
    },
    'publish-busy': {
      title: 'Another publication is being made',
      detail: () => 'Wait until it is done and send the request again.',
    },
    'publish-refused': {
      title: 'The month cannot be published',
      detail: ({ reason }) => `What is there does not allow it: \`${reason}\`, see docs/errors.md.`,
    },
    'type-unacceptable': {
      title: 'No acceptable form',
      detail: () => 'The header `Accept` leaves none of the forms that this address has.',
    },
    'type-unsupported': {
      title: 'The body has another type',
      detail: () => 'Send `Content-Type: application/json`.',
    },
    'too-large': {
      title: 'The body is too large',
      detail: ({ bytes }) => `A body has at most ${bytes} bytes.`,
    },
    'url-too-long': {
      title: 'The address is too long',
      detail: ({ bytes }) => `Path and query have at most ${bytes} bytes.`,
    },
    'key-used': {
      title: 'The Idempotency-Key was used before',
      detail: () => 'The key belongs to another request. Take a new key for a new change.',
    },
    'key-running': {
      title: 'The first request is under way',
      detail: () => 'A request with this Idempotency-Key has not ended. Send it again later.',
    },
    'too-many-requests': {
      title: 'Too many requests',
      detail: ({ seconds }) => `Try again in ${seconds} s.`,
    },
    'too-many-streams': {
      title: 'Too many streams',
      detail: ({ streams }) => `A caller may watch ${streams} streams at once. Close one first.`,
    },
    internal: {
      title: 'Something went wrong here',
      detail: () => 'The fault is ours. Report it with the `requestId`.',
    },
    'store-unavailable': {
      title: 'The store cannot be reached',
      detail: () => 'Try again in a moment.',
    },
    'audit-unavailable': {
      title: 'The audit cannot be written',
      detail: () => 'Nothing is shown or changed without an audit entry. Try again in a moment.',
    },
    'issuer-unavailable': {
      title: 'Tokens cannot be verified',
      detail: () => 'The keys of the issuer cannot be fetched. Try again in a moment.',
    },
    'not-ready': {
      title: 'Not ready',
      detail: () => 'The server is starting, stopping or without its store.',
    },
  },
}
