import { useRef } from 'react'
import type { Asked } from '../api/use-answer.ts'
import { Banner, Tag } from '../design/banner.tsx'
import { Card } from '../design/card.tsx'
import { Disclosure } from '../design/disclosure.tsx'
import { Failed } from '../design/failed.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { timeName } from '../format/dates.ts'
import { money } from '../format/money.ts'
import { useSettings } from '../settings/settings.tsx'
import type { OrderInFull, Page, UseInFull } from './answers.ts'
import { isOpen } from './follow.ts'
import { useDeskWords } from './words/words.ts'

const DAY = 86_400_000

/** What runs and what the network was asked for; below it what has been. */
export function DeskUses({ uses: { answer, again } }: { readonly uses: Asked<Page<UseInFull>> }) {
  const desk = useDeskWords()
  const last = useRef<readonly UseInFull[] | null>(null)
  if (answer.state === 'here') last.current = answer.data.items
  const items = last.current
  return (
    <Card title={desk.uses.title}>
      {answer.state === 'failed' ? <Failed failure={answer.failure} again={again} /> : null}
      {answer.state === 'failed' && items !== null ? (
        <Banner kind="note">{desk.uses.kept}</Banner>
      ) : null}
      {items !== null ? (
        <Listed uses={items} />
      ) : answer.state === 'waiting' ? (
        <Skeleton lines={3} />
      ) : null}
    </Card>
  )
}

function Listed({ uses }: { readonly uses: readonly UseInFull[] }) {
  const desk = useDeskWords()
  const now = uses.filter(isNow)
  const earlier = uses.filter((use) => !isNow(use))
  return (
    <>
      {now.length === 0 ? <p className="soft">{desk.uses.none}</p> : <Rows uses={now} />}
      {earlier.length === 0 ? null : (
        <div className="unprinted">
          <Disclosure summary={<h3>{desk.uses.earlier(earlier.length)}</h3>}>
            {() => <Rows uses={earlier} />}
          </Disclosure>
        </div>
      )}
    </>
  )
}

/** It runs, the network is at it, a person has to look after it, or it has ended only now. */
function isNow({ state, orders }: UseInFull): boolean {
  const of = (order: OrderInFull) =>
    isOpen(order) ||
    order.state === 'dead' ||
    (order.endedAt !== null && Date.now() - Date.parse(order.endedAt) < DAY)
  return state === 'running' || orders.some(of)
}

function Rows({ uses }: { readonly uses: readonly UseInFull[] }) {
  return (
    <ul className="rows tight">
      {uses.map((use) => (
        <li key={use.number}>
          <Row use={use} />
        </li>
      ))}
    </ul>
  )
}

function Row({ use }: { readonly use: UseInFull }) {
  const { language, words } = useSettings()
  const desk = useDeskWords()
  const { title, state, at, endsAt, endedAt, line, chargeFen, orders, by } = use
  const end = endedAt ?? endsAt
  const said = [
    words.uses.since(timeName(at, language)),
    ...(end === null ? [] : [words.uses.until(timeName(end, language))]),
    ...(line === null ? [] : [words.uses.line(line)]),
    ...(BigInt(chargeFen) === 0n ? [] : [words.uses.charge(money(chargeFen, language))]),
    desk.uses.by(by),
  ]
  return (
    <div>
      <p className="name">
        {title}{' '}
        <Tag kind={state === 'running' ? 'good' : undefined}>
          {desk.uses.states[state] ?? state}
        </Tag>
      </p>
      <p className="small soft">{said.join(' · ')}</p>
      {orders.length === 0 ? null : (
        <ul className="orders">
          {orders.map((order) => (
            <li key={order.order}>
              <OrderLine order={order} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function OrderLine({ order }: { readonly order: OrderInFull }) {
  const { words } = useSettings()
  const desk = useDeskWords()
  const { what, state, attempts, error } = order
  return (
    <p className="small">
      {desk.uses.acts[what] ?? what}{' '}
      <Tag kind={kindOf(state)}>{words.uses.orders[state] ?? state}</Tag>{' '}
      <span className="soft">
        {[
          ...(attempts > 1 ? [desk.uses.attempts(String(attempts))] : []),
          ...(error === null ? [] : [error]),
        ].join(' · ')}
      </span>
    </p>
  )
}

function kindOf(state: string): 'good' | 'bad' | 'note' | undefined {
  if (state === 'completed') return 'good'
  if (state === 'failed') return 'bad'
  return state === 'waiting' || state === 'sent' || state === 'dead' ? 'note' : undefined
}
