import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { Choices, Field } from '../design/field.tsx'
import { useDeskWords } from './words/words.ts'

/** Why somebody is looked up, as it is chosen. */
export interface Why {
  /** Number of a usual reason; the last is another one. Empty: not chosen yet. */
  readonly chosen: string
  readonly other: string
}

export const NO_REASON: Why = { chosen: '', other: '' }

interface Props {
  readonly why: Why
  readonly onWhy: (why: Why) => void
  readonly wrong: string | undefined
  /** To bring the focus here. */
  readonly at: RefObject<HTMLDivElement | null>
}

/** The usual reasons by digit, or one in words. */
export function Reasons({ why, onWhy, wrong, at }: Props) {
  const { find } = useDeskWords()
  const written = useRef<HTMLInputElement>(null)
  const options = [...find.usual, find.other]
  const other = why.chosen === String(options.length)
  useEffect(() => {
    if (other) written.current?.focus()
  }, [other])
  const digit = (event: KeyboardEvent) => {
    const { key, target } = event
    if (target === written.current || !/^[1-9]$/.test(key) || Number(key) > options.length) return
    event.preventDefault()
    onWhy({ ...why, chosen: key })
    at.current?.querySelectorAll('input')[Number(key) - 1]?.focus()
  }
  return (
    <div className="reasons" ref={at} onKeyDown={digit}>
      <Choices
        label={find.why}
        value={why.chosen}
        onChoose={(chosen) => onWhy({ ...why, chosen })}
        options={options.map((text, index) => ({
          value: String(index + 1),
          text: (
            <>
              <kbd>{index + 1}</kbd> {text}
            </>
          ),
        }))}
      />
      {other ? (
        <Field label={find.otherLabel} hint={find.otherHint} wrong={wrong}>
          {(described) => (
            <input
              {...described}
              ref={written}
              maxLength={200}
              autoComplete="off"
              value={why.other}
              onChange={({ target }) => onWhy({ ...why, other: target.value })}
            />
          )}
        </Field>
      ) : wrong === undefined ? (
        <p className="small soft">{find.whyHint}</p>
      ) : (
        <p className="small wrong" role="alert">
          {wrong}
        </p>
      )}
    </div>
  )
}

/** The reason as the API takes it; null for none that it would take. */
export function reasonIn({ chosen, other }: Why, usual: readonly string[]): string | null {
  const text = usual[Number(chosen) - 1] ?? (chosen === '' ? '' : other.trim())
  return /^\P{Cc}{3,200}$/u.test(text) ? text : null
}
