import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { type Failure, failureOf } from '../api/ask.ts'
import { Button } from '../design/button.tsx'
import { Card } from '../design/card.tsx'
import { Failed } from '../design/failed.tsx'
import { Field } from '../design/field.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { useSettings } from '../settings/settings.tsx'
import { useAnnounce } from './announce.tsx'
import type { Customer } from './answers.ts'
import { FoundCustomers } from './found-customers.tsx'
import { lookUp } from './look-up.ts'
import type { Opened } from './opened.ts'
import { NO_REASON, type Why, reasonIn, Reasons } from './reasons.tsx'
import { useDeskWords } from './words/words.ts'

type Result =
  | { readonly state: 'none' | 'finding' }
  | { readonly state: 'found'; readonly customers: readonly Customer[]; readonly reason: string }
  | { readonly state: 'failed'; readonly failure: Failure }

/** By number or id, and why: number, Enter, digit, Enter, and Enter once more opens. */
export function FindCustomer({ onOpen }: { readonly onOpen: (opened: Opened) => void }) {
  const { language } = useSettings()
  const { find } = useDeskWords()
  const announce = useAnnounce()
  const [text, setText] = useState('')
  const [why, setWhy] = useState<Why>(NO_REASON)
  const [wrong, setWrong] = useState<'what' | 'why' | null>(null)
  const [result, setResult] = useState<Result>({ state: 'none' })
  const field = useRef<HTMLInputElement>(null)
  const reasons = useRef<HTMLDivElement>(null)
  const asking = useRef<AbortController>(null)

  const look = async (reason: string) => {
    asking.current?.abort()
    const { signal } = (asking.current = new AbortController())
    setResult({ state: 'finding' })
    announce(find.finding)
    try {
      const customers = await lookUp(text.trim(), { language, reason, signal })
      if (signal.aborted) return
      setResult({ state: 'found', customers, reason })
      announce(saidOf(customers.length))
      if (customers.length === 0) field.current?.select()
    } catch (error) {
      if (!signal.aborted) setResult({ state: 'failed', failure: failureOf(error) })
    }
  }

  const saidOf = (count: number) =>
    count === 0 ? find.nobody : count === 1 ? find.one : find.several(count)

  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    const reason = reasonIn(why, find.usual)
    if (text.trim() === '' || Array.from(text.trim()).length > 64) {
      setWrong('what')
      field.current?.focus()
    } else if (reason === null) {
      setWrong(document.activeElement === field.current ? null : 'why')
      focusIn(reasons.current)
    } else {
      setWrong(null)
      void look(reason)
    }
  }

  const back = (event: KeyboardEvent) => {
    if (event.key === 'Escape') field.current?.select()
  }

  return (
    <div className="finding" onKeyDown={back}>
      <Card title={find.title}>
        <form className="settings" onSubmit={submit}>
          <Field
            label={find.what}
            hint={find.whatHint}
            wrong={wrong === 'what' ? find.whatNeeded : undefined}
          >
            {(described) => (
              <input
                {...described}
                ref={field}
                className="search"
                autoFocus
                autoComplete="off"
                spellCheck={false}
                value={text}
                onChange={({ target }) => setText(target.value)}
              />
            )}
          </Field>
          <Reasons
            why={why}
            onWhy={setWhy}
            wrong={wrong === 'why' ? find.whyNeeded : undefined}
            at={reasons}
          />
          <Button type="submit" look="main" busy={result.state === 'finding'}>
            {result.state === 'finding' ? find.finding : find.find}
          </Button>
        </form>
      </Card>
      {result.state === 'finding' ? (
        <Card title={find.list}>
          <Skeleton lines={2} />
        </Card>
      ) : result.state === 'failed' ? (
        <Failed failure={result.failure} again={submit} />
      ) : result.state === 'found' ? (
        <FoundCustomers
          customers={result.customers}
          onOpen={({ customerId, name }) => onOpen({ customerId, name, reason: result.reason })}
        />
      ) : null}
    </div>
  )
}

/** The field to write in, or what is chosen, or the first to choose. */
function focusIn(reasons: HTMLDivElement | null): void {
  const wanted = ['input:not([type])', 'input:checked', 'input'].map((each) =>
    reasons?.querySelector<HTMLInputElement>(each),
  )
  wanted.find((each) => each !== null && each !== undefined)?.focus()
}
