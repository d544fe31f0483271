import { useEffect, useRef, useState } from 'react'
import type { EntitlementAnswer, Lines, UseAnswer } from '../api/answers.ts'
import { ask, change, type Failure, failureOf, part, type Question } from '../api/ask.ts'
import { useAnswer } from '../api/use-answer.ts'
import { Banner } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { Disclosure } from '../design/disclosure.tsx'
import { Failed } from '../design/failed.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { timeName } from '../format/dates.ts'
import { money } from '../format/money.ts'
import { useSettings } from '../settings/settings.tsx'
import { kindsIn, LineForm, NOTHING_STATED, type Stated, statedOf } from './line-form.tsx'

interface Props {
  /** Of the customer in the API. */
  readonly path: string
  readonly benefit: string
  readonly title: string
  /** Why the customer is served: staff must say. */
  readonly reason?: string
  readonly onClose: () => void
  /** Something has begun: what was read before is old. */
  readonly onUsed: () => void
}

type Judged =
  | { readonly state: 'asking' }
  | { readonly state: 'answered'; readonly answer: EntitlementAnswer }
  | { readonly state: 'failed'; readonly failure: Failure }

type Done =
  | { readonly state: 'not-yet' | 'doing' }
  | { readonly state: 'done'; readonly answer: UseAnswer }
  | { readonly state: 'failed'; readonly failure: Failure }

/** May I, then the act: nothing is used before the answer was seen. */
export function UseDialog({ path, benefit, title, reason, onClose, onUsed }: Props) {
  const { language } = useSettings()
  const [stated, setStated] = useState<Stated>(NOTHING_STATED)
  const [judged, setJudged] = useState<Judged>({ state: 'asking' })
  const [last, setLast] = useState<EntitlementAnswer | null>(null)
  const [kinds, setKinds] = useState<readonly string[]>([])
  const [asked, setAsked] = useState(0)
  const [done, setDone] = useState<Done>({ state: 'not-yet' })
  const intent = useIntent()
  const lines = useAnswer<Lines>(kinds.length === 0 ? null : `${path}/lines`, reason)
  const question = { language, ...(reason === undefined ? {} : { reason }) }

  useEffect(() => {
    const left = new AbortController()
    const judge = async () => {
      const query = new URLSearchParams(statedOf(stated, String))
      setJudged({ state: 'asking' })
      const next = await judgedAs(`${path}/entitlements/${part(benefit)}?${query}`, {
        ...question,
        signal: left.signal,
      })
      if (left.signal.aborted) return
      setJudged(next)
      if (next.state !== 'answered') return
      setLast(next.answer)
      setKinds((known) => (known.length > 0 ? known : kindsIn(next.answer.entitlement)))
    }
    void judge()
    return () => left.abort()
  }, [path, benefit, language, asked])

  const confirm = async (atPrice: boolean) => {
    const body = { benefit, ...statedOf(stated, (fen) => fen), atPrice }
    setDone({ state: 'doing' })
    try {
      const key = intent(body)
      const answer = await change<UseAnswer>(`${path}/uses`, { ...question, body, key })
      setDone({ state: 'done', answer })
      if (answer.outcome === 'begun') onUsed()
    } catch (error) {
      setDone({ state: 'failed', failure: failureOf(error) })
    }
  }

  const form = {
    lines: lines.answer,
    kinds,
    stated,
    onState: setStated,
    onAsk: () => setAsked(asked + 1),
  }
  // Asked again, the form stays where it is, and the focus in it.
  const shown = judged.state === 'answered' ? judged.answer : (last as EntitlementAnswer)
  return (
    <Dialog title={title} onClose={onClose}>
      {done.state === 'done' ? (
        <Result answer={done.answer} onClose={onClose} />
      ) : judged.state === 'asking' && last === null ? (
        <Skeleton />
      ) : judged.state === 'failed' ? (
        <>
          <Failed failure={judged.failure} again={() => setAsked(asked + 1)} />
          {last === null ? null : <LineForm {...form} answer={last} />}
        </>
      ) : (
        <>
          <Verdict answer={shown} />
          <LineForm {...form} answer={shown} />
          {done.state === 'failed' ? <Unsure failure={done.failure} /> : null}
          <Acts
            answer={shown}
            busy={done.state === 'doing' || judged.state === 'asking'}
            onConfirm={(atPrice) => void confirm(atPrice)}
            onClose={onClose}
          />
        </>
      )}
    </Dialog>
  )
}

async function judgedAs(path: string, question: Question): Promise<Judged> {
  try {
    return { state: 'answered', answer: await ask<EntitlementAnswer>(path, question) }
  } catch (error) {
    return { state: 'failed', failure: failureOf(error) }
  }
}

/** The key of an act: the same for the same act sent again, a new one for another. */
function useIntent(): (body: unknown) => string {
  const last = useRef<{ readonly said: string; readonly key: string } | null>(null)
  return (body) => {
    const said = JSON.stringify(body)
    if (last.current?.said !== said) last.current = { said, key: crypto.randomUUID() }
    return last.current.key
  }
}

function Verdict({ answer }: { readonly answer: EntitlementAnswer }) {
  const { words } = useSettings()
  const { answered, allowed, say, entitlement } = answer
  if (!answered || entitlement === null) {
    return <Banner kind="note">{say === '' ? words.use.noAnswer : say}</Banner>
  }
  const [, ...more] = entitlement.sentences
  return (
    <>
      <Banner kind={allowed ? 'good' : 'note'}>{say}</Banner>
      {allowed && entitlement.assumed.length > 0 ? (
        <p className="small soft">{words.benefits.assumedMore}</p>
      ) : null}
      {more.length === 0 ? null : (
        <Disclosure summary={<h3>{words.use.details}</h3>}>
          {() => (
            <ul className="points">
              {more.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          )}
        </Disclosure>
      )}
    </>
  )
}

interface ActsProps {
  readonly answer: EntitlementAnswer
  readonly busy: boolean
  readonly onConfirm: (atPrice: boolean) => void
  readonly onClose: () => void
}

function Acts({ answer: { allowed, entitlement }, busy, onConfirm, onClose }: ActsProps) {
  const { language, words } = useSettings()
  const price = entitlement?.otherwise?.what === 'price' ? entitlement.otherwise.fen : null
  const usedUp =
    entitlement !== null && entitlement.reasons.every(({ code }) => code === 'quota-used')
  return (
    <footer>
      <Button onClick={onClose}>{words.acts.cancel}</Button>
      {allowed ? (
        <Button look="main" busy={busy} onClick={() => onConfirm(false)}>
          {busy ? words.use.doing : words.use.confirm}
        </Button>
      ) : price !== null && usedUp ? (
        <Button look="main" busy={busy} onClick={() => onConfirm(true)}>
          {busy ? words.use.doing : words.use.confirmPriced(money(price, language))}
        </Button>
      ) : null}
    </footer>
  )
}

/** Whether a use that was sent and not answered has begun is not known. */
function Unsure({ failure }: { readonly failure: Failure }) {
  const { use } = useSettings().words
  if (failure.why === 'problem') {
    return (
      <Banner kind="bad" title={use.refused}>
        {failure.problem.detail}
      </Banner>
    )
  }
  return (
    <Banner kind="bad" title={use.unsure}>
      {use.unsureMore}
    </Banner>
  )
}

function Result({ answer, onClose }: { readonly answer: UseAnswer; readonly onClose: () => void }) {
  const { language, words } = useSettings()
  const { outcome, use, entitlement } = answer
  return (
    <>
      {outcome === 'refused' || use === null ? (
        <Banner kind="bad" title={words.use.refused}>
          <p>{entitlement.say}</p>
        </Banner>
      ) : (
        <Banner kind="good" title={words.use.done}>
          {use.orders.length === 0 ? null : <p>{words.use.doneOrder}</p>}
          {use.endsAt === null ? null : (
            <p>{words.use.doneUntil(timeName(use.endsAt, language))}</p>
          )}
          {BigInt(use.chargeFen) === 0n ? null : (
            <p>{words.uses.charge(money(use.chargeFen, language))}</p>
          )}
        </Banner>
      )}
      <footer>
        <Button look="main" onClick={onClose}>
          {words.acts.close}
        </Button>
      </footer>
    </>
  )
}
