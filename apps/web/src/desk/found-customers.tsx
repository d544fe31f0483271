import { type KeyboardEvent, useEffect, useRef } from 'react'
import { Banner } from '../design/banner.tsx'
import { Card } from '../design/card.tsx'
import { useSettings } from '../settings/settings.tsx'
import type { Customer } from './answers.ts'
import { regionName } from './regions.ts'
import { useDeskWords } from './words/words.ts'

interface Props {
  readonly customers: readonly Customer[]
  readonly onOpen: (customer: Customer) => void
}

/** Arrow keys go from one to the next, Enter opens. */
export function FoundCustomers({ customers, onOpen }: Props) {
  const { find } = useDeskWords()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => list.current?.querySelector('button')?.focus(), [customers])
  if (customers.length === 0) {
    return (
      <Banner kind="note" title={find.nobody}>
        <p>{find.nobodyMore}</p>
      </Banner>
    )
  }
  const go = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const now = buttons.findIndex((each) => each === document.activeElement)
    const next = nextOf(event.key, now, buttons.length)
    if (next === null) return
    event.preventDefault()
    buttons[next]?.focus()
  }
  return (
    <Card
      title={customers.length === 1 ? find.one : find.several(customers.length)}
      aside={<span className="small soft">{find.masked}</span>}
    >
      <ul className="found" ref={list} onKeyDown={go}>
        {customers.map((each) => (
          <li key={each.customerId}>
            <button type="button" onClick={() => onOpen(each)}>
              <Brief customer={each} />
            </button>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Brief({
  customer: { name, numbers, customerId, region, segment },
}: {
  customer: Customer
}) {
  const { language } = useSettings()
  const { who } = useDeskWords()
  const place = region === null ? [] : [regionName(region, language)]
  const more = [who.segments[segment] ?? segment, ...place]
  return (
    <>
      <strong>{name ?? who.noName}</strong>
      <span>{numbers.join(' · ') || who.noNumber}</span>
      <span className="small soft">{[customerId, ...more].join(' · ')}</span>
    </>
  )
}

function nextOf(key: string, now: number, count: number): number | null {
  if (key === 'ArrowDown') return Math.min(now + 1, count - 1)
  if (key === 'ArrowUp') return Math.max(now - 1, 0)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}
