import type { FormEvent } from 'react'
import type { EntitlementAnswer, Line, Lines } from '../api/answers.ts'
import type { Answer } from '../api/use-answer.ts'
import { Button } from '../design/button.tsx'
import { Choices, Field } from '../design/field.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { fenIn } from '../format/money.ts'
import { useSettings } from '../settings/settings.tsx'
import type { Words } from '../words/words.ts'

/** What is said of the line, as it is written. */
export interface Stated {
  readonly line: string
  readonly lineKind: string
  readonly lineState: '' | 'in-service' | 'stopped'
  readonly stopCause: string
  readonly stopKind: string
  readonly stoppedOn: string
  /** Yuan. */
  readonly arrears: string
}

export const NOTHING_STATED: Stated = {
  line: '',
  lineKind: '',
  lineState: '',
  stopCause: '',
  stopKind: '',
  stoppedOn: '',
  arrears: '',
}

/** As the API takes it: what is empty is left out, and so is what says nothing without the rest. */
export function statedOf<T>(stated: Stated, fenAs: (fen: number) => T): Record<string, string | T> {
  const { line, lineKind, lineState, stopCause, stopKind, stoppedOn, arrears } = stated
  if (line.trim() === '') return {}
  const stopped = lineState === 'stopped'
  const owed = lineState === '' ? null : fenIn(arrears)
  const parts = {
    line: line.trim(),
    lineKind,
    lineState,
    ...(stopped ? { stopCause, stopKind, stoppedOn } : {}),
  }
  return {
    ...Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== '')),
    ...(owed === null ? {} : { arrearsFen: fenAs(owed) }),
  }
}

interface Props {
  readonly answer: EntitlementAnswer
  /** Those of the customer. */
  readonly lines: Answer<Lines>
  /** Of which the line has to be one; empty where no line is asked for. */
  readonly kinds: readonly string[]
  readonly stated: Stated
  readonly onState: (stated: Stated) => void
  readonly onAsk: () => void
}

/** Asks for what the answer says is missing, and for nothing else. */
export function LineForm({ answer, lines, kinds, stated, onState, onAsk }: Props) {
  const { words } = useSettings()
  const missing = answer.entitlement?.notKnown ?? []
  if (kinds.length === 0 && missing.length === 0) return null
  const put = (part: Partial<Stated>) => onState({ ...stated, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onAsk()
  }
  return (
    <form className="settings" onSubmit={submit}>
      {kinds.length === 0 ? null : (
        <WhichLine lines={lines} kinds={kinds} stated={stated} put={put} />
      )}
      {missing.includes('line-state') || stated.lineState !== '' ? (
        <StateFields stated={stated} missing={missing} put={put} />
      ) : null}
      <Button type="submit" {...(answer.allowed ? {} : { look: 'main' as const })}>
        {words.use.check}
      </Button>
    </form>
  )
}

interface WhichProps extends Pick<Props, 'lines' | 'kinds' | 'stated'> {
  readonly put: (part: Partial<Stated>) => void
}

/** The lines there are to choose from; where they cannot be told, the id of one is written. */
function WhichLine({ lines, kinds, stated, put }: WhichProps) {
  const { words } = useSettings()
  if (lines.state === 'waiting') return <Skeleton lines={1} />
  if (lines.state === 'failed') return <WrittenLine kinds={kinds} stated={stated} put={put} />
  const fit = lines.data.lines.filter(({ kind }) => kinds.includes(kind))
  if (fit.length === 0) return <p>{words.use.noLine}</p>
  return (
    <Choices
      required
      label={words.use.line}
      value={stated.line === '' ? null : stated.line}
      onChoose={(line) =>
        put({ line, lineKind: fit.find((each) => each.line === line)?.kind ?? '' })
      }
      options={fit.map((each) => ({ value: each.line, text: lineText(each, words) }))}
    />
  )
}

/** `手机 19900001001 · 已停机（欠费）` */
function lineText({ line, kind, number, state }: Line, { use, why }: Words): string {
  const name = `${why.kinds[kind] ?? kind} ${number ?? line}`
  if (state === null) return name
  const cause = state.cause === null ? null : (why.stopCauses[state.cause] ?? state.cause)
  const is = state.is === 'stopped' ? use.stoppedFor(cause) : use.inService
  return `${name} · ${is}`
}

function WrittenLine({ kinds, stated, put }: Omit<WhichProps, 'lines'>) {
  const { words } = useSettings()
  const [first = ''] = kinds
  return (
    <>
      <Field label={words.use.line} hint={words.use.lineHint}>
        {(described) => (
          <input
            {...described}
            required
            maxLength={64}
            autoComplete="off"
            value={stated.line}
            onChange={({ target }) =>
              put({
                line: target.value,
                lineKind: stated.lineKind === '' ? first : stated.lineKind,
              })
            }
          />
        )}
      </Field>
      {kinds.length > 1 ? (
        <Choices
          label={words.use.kind}
          value={stated.lineKind}
          onChoose={(lineKind) => put({ lineKind })}
          options={kinds.map((value) => ({ value, text: words.why.kinds[value] ?? value }))}
        />
      ) : null}
    </>
  )
}

interface StateProps {
  readonly stated: Stated
  readonly missing: readonly string[]
  readonly put: (part: Partial<Stated>) => void
}

function StateFields({ stated, missing, put }: StateProps) {
  const { words } = useSettings()
  const { use, why } = words
  const options = (named: Readonly<Record<string, string>>) =>
    Object.entries(named).map(([value, text]) => ({ value, text }))
  return (
    <>
      <Choices
        label={use.state}
        value={stated.lineState === '' ? null : stated.lineState}
        onChoose={(lineState) => put({ lineState })}
        options={[
          { value: 'in-service', text: use.inService },
          { value: 'stopped', text: use.stopped },
        ]}
      />
      {stated.lineState !== 'stopped' ? null : (
        <>
          <Choices
            label={use.cause}
            value={stated.stopCause}
            onChoose={(stopCause) => put({ stopCause })}
            options={options(why.stopCauses)}
          />
          {missing.includes('stop-kind') ? (
            <Choices
              label={use.stopKind}
              value={stated.stopKind}
              onChoose={(stopKind) => put({ stopKind })}
              options={options(why.stopKinds)}
            />
          ) : null}
          <Field label={use.stoppedOn}>
            {(described) => (
              <input
                {...described}
                type="date"
                value={stated.stoppedOn}
                onChange={({ target }) => put({ stoppedOn: target.value })}
              />
            )}
          </Field>
        </>
      )}
      {stated.lineState === '' ? null : (
        <Field label={use.arrears} hint={use.arrearsHint}>
          {(described) => (
            <input
              {...described}
              inputMode="decimal"
              pattern="[0-9]{1,9}([.][0-9]{1,2})?"
              value={stated.arrears}
              onChange={({ target }) => put({ arrears: target.value })}
            />
          )}
        </Field>
      )}
    </>
  )
}

/** Of what kinds a line must be, where the answer asks for one. */
export function kindsIn(entitlement: EntitlementAnswer['entitlement']): readonly string[] {
  const needed = entitlement?.reasons.find(
    ({ code }) => code === 'line-needed' || code === 'line-kind',
  )
  const kinds = needed?.params['kinds']
  return Array.isArray(kinds) ? kinds.map(String) : []
}
