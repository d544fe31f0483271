import type { Use } from '../api/answers.ts'
import { Tag } from '../design/banner.tsx'
import { Card } from '../design/card.tsx'
import { timeName } from '../format/dates.ts'
import { money } from '../format/money.ts'
import { useSettings } from '../settings/settings.tsx'

/** What runs now, until when, and what the network makes of it. */
export function Uses({ uses }: { readonly uses: readonly Use[] }) {
  const { words } = useSettings()
  return (
    <Card title={words.uses.title}>
      <ul className="rows">
        {uses.map((use) => (
          <li key={use.number}>
            <UseLine use={use} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function UseLine({ use }: { readonly use: Use }) {
  const { language, words } = useSettings()
  const { uses } = words
  const order = use.orders.at(-1)
  const said = [
    use.endsAt === null
      ? uses.since(timeName(use.at, language))
      : uses.until(timeName(use.endsAt, language)),
    ...(use.line === null ? [] : [uses.line(use.line)]),
    ...(BigInt(use.chargeFen) === 0n ? [] : [uses.charge(money(use.chargeFen, language))]),
  ]
  return (
    <div>
      <p className="name">
        {use.title}{' '}
        {order === undefined ? null : (
          <Tag kind={kindOf(order.state)}>{uses.orders[order.state] ?? order.state}</Tag>
        )}
      </p>
      <p className="small soft">{said.join(' · ')}</p>
    </div>
  )
}

function kindOf(state: string): 'good' | 'bad' | 'note' | undefined {
  if (state === 'completed') return 'good'
  if (state === 'failed') return 'bad'
  return state === 'dead' ? 'note' : undefined
}
