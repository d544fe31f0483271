import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import type { Month } from '../api/answers.ts'
import { change, type Failure, failureOf } from '../api/ask.ts'
import { Banner } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Choices, Field } from '../design/field.tsx'
import { monthName } from '../format/dates.ts'
import { useSettings } from '../settings/settings.tsx'
import { useAnnounce } from './announce.tsx'
import type { Objection } from './answers.ts'
import {
  ABOUTS,
  bodyOf,
  CLASSES,
  type Draft,
  draftOf,
  forgetDraft,
  isChosen,
  keepDraft,
  LABELS,
  NO_DRAFT,
  TEXT_MOST,
} from './objection-draft.ts'
import { useDeskWords } from './words/words.ts'

interface Props {
  readonly customerId: string
  /** Of the customer in the API. */
  readonly path: string
  readonly reason: string
  /** Month whose explanation goes with it; null: the last. */
  readonly month: Month | null
  /** There is no network. */
  readonly off: boolean
  readonly onTaken: () => void
}

type Sent =
  | { readonly state: 'not-yet' | 'sending' | 'taken' }
  | { readonly state: 'failed'; readonly failure: Failure }

/** Class, then what it is about, then the customer's words. */
export function ObjectionForm({ customerId, path, reason, month, off, onTaken }: Props) {
  const { language } = useSettings()
  const { objections } = useDeskWords()
  const announce = useAnnounce()
  const [draft, setDraft] = useState(() => draftOf(customerId))
  const [sent, setSent] = useState<Sent>({ state: 'not-yet' })
  const [wrong, setWrong] = useState<'class' | 'text' | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const key = useRef(crypto.randomUUID())

  const put = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    keepDraft(customerId, next)
    setWrong(null)
    if (sent.state === 'sending') return
    // Other words are another intent.
    key.current = crypto.randomUUID()
    setSent({ state: 'not-yet' })
  }

  const take = async () => {
    setSent({ state: 'sending' })
    try {
      const body = bodyOf(draft, month)
      await change<Objection>(`${path}/objections`, { body, key: key.current, language, reason })
      key.current = crypto.randomUUID()
      setDraft(NO_DRAFT)
      forgetDraft()
      setSent({ state: 'taken' })
      announce(objections.sent)
      onTaken()
    } catch (error) {
      setSent({ state: 'failed', failure: failureOf(error) })
    }
  }

  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (off || sent.state === 'sending') return
    if (!isChosen(draft)) {
      setWrong('class')
      form.current?.querySelector<HTMLElement>('fieldset:not(:has(:checked)) input')?.focus()
    } else if (draft.text.trim() === '') {
      setWrong('text')
      form.current?.querySelector('textarea')?.focus()
    } else {
      void take()
    }
  }

  const both = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event)
  }

  const named = (codes: readonly string[], names: Readonly<Record<string, string>>) =>
    codes.map((value) => ({ value, text: names[value] ?? value }))

  return (
    <form className="settings unprinted" ref={form} onSubmit={submit} onKeyDown={both}>
      <h3>{objections.take}</h3>
      <Choices
        label={objections.class}
        value={draft.class === '' ? null : draft.class}
        onChoose={(chosen) => put({ class: chosen, label: '', about: '' })}
        options={CLASSES.map((value) => ({ value, text: objections.classes[value] ?? value }))}
      />
      {draft.class === '' ? null : (
        <Choices
          label={objections.label}
          value={draft.label}
          onChoose={(label) => put({ label })}
          options={named(LABELS[draft.class], objections.labels)}
        />
      )}
      {draft.class === 'dissatisfied' ? (
        <Choices
          label={objections.about}
          value={draft.about}
          onChoose={(about) => put({ about })}
          options={named(ABOUTS, objections.abouts)}
        />
      ) : null}
      {wrong === 'class' ? (
        <p className="small wrong" role="alert">
          {objections.needed}
        </p>
      ) : null}
      <Field
        label={objections.text}
        hint={objections.textHint}
        wrong={wrong === 'text' ? objections.textNeeded : undefined}
      >
        {(described) => (
          <textarea
            {...described}
            rows={3}
            maxLength={TEXT_MOST}
            value={draft.text}
            onChange={({ target }) => put({ text: target.value })}
          />
        )}
      </Field>
      <p className="small soft">
        {month === null ? objections.evidenceNow : objections.evidence(monthName(month, language))}
      </p>
      {sent.state === 'failed' ? <NotTaken failure={sent.failure} /> : null}
      {sent.state === 'taken' ? <Banner kind="good">{objections.sent}</Banner> : null}
      <Button
        type="submit"
        look="main"
        off={off}
        busy={sent.state === 'sending'}
        title={off ? objections.offline : undefined}
      >
        {sent.state === 'sending' ? objections.sending : objections.send}
      </Button>
    </form>
  )
}

/** Whether what was sent and not answered was recorded is not known. */
function NotTaken({ failure }: { readonly failure: Failure }) {
  const { words } = useSettings()
  const { objections } = useDeskWords()
  if (failure.why === 'problem') {
    return (
      <Banner kind="bad" title={words.states.failed}>
        {failure.problem.detail}
      </Banner>
    )
  }
  return (
    <Banner kind="bad" title={objections.unsure}>
      {objections.unsureMore}
    </Banner>
  )
}
