import { endpoint } from '../endpoint.ts'
import { invalid, Problem } from '../problems/problem.ts'
import { lineEventAnswer, lineEventRequest, toLineEvent } from '../wire/line-event.ts'

/** Clocks differ by so much at most; an event of next year would be the last one until then. */
const AHEAD_MS = 3_600_000

export const acceptLineEvent = endpoint({
  method: 'POST',
  path: '/v1/line-events',
  operation: 'acceptLineEvent',
  tag: 'lines',
  summary: 'A line was stopped, restored, or owes so much',
  description:
    'What the network or billing knows of a line. The same event has the same `id` and is taken once; events may come in any order, the last one by `at`, to the second, decides. An event more than an hour ahead is refused. Uses of the line end by it where it says so.',
  about: 'named',
  act: 'line.event',
  body: lineEventRequest,
  answer: { status: 200, description: 'It is known.', schema: lineEventAnswer },
  problems: ['customer-missing', 'line-not-theirs', 'event-differs'],
  async handle({ body, context }) {
    const event = toLineEvent(body)
    if (event.at.getTime() > context.now() + AHEAD_MS) {
      throw invalid({ in: 'body', path: 'at', code: 'ahead' })
    }
    const accepted = await context.ports.lines.accept(event)
    switch (accepted) {
      case 'customer-missing':
        throw new Problem('customer-missing', {})
      case 'not-theirs':
        throw new Problem('line-not-theirs', { line: body.line })
      case 'differs':
        throw new Problem('event-differs', { event: body.id })
      default:
        return { body: { accepted } }
    }
  },
})
