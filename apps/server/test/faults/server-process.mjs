// The server that is killed, as a process of its own. Settings come as JSON; `ready` goes out once
// it answers.
import { serve } from '@dipper/server'

const settings = JSON.parse(process.argv[2])
const unlimited = Object.fromEntries(
  ['customer', 'agent', 'shop', 'data-operator', 'policy-reader', 'auditor', 'system'].map(
    (role) => [role, null],
  ),
)
await serve({
  settings,
  people: async () => [],
  log: process.stderr,
  limits: { rates: unlimited, anonymous: null },
})
process.send?.('ready')
process.once('disconnect', () => process.exit())
