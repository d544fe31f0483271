import { lazy, type RefObject, Suspense, useEffect, useRef } from 'react'
import type { CustomerStar, Explanation } from '../api/answers.ts'
import { part } from '../api/ask.ts'
import { type Asked, useAnswer } from '../api/use-answer.ts'
import { Growth } from '../customer/growth.tsx'
import { Next } from '../customer/next.tsx'
import { PointsCard } from '../customer/points.tsx'
import { Banner } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Failed } from '../design/failed.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { instantName } from '../format/dates.ts'
import { useSettings } from '../settings/settings.tsx'
import { useAnnounce } from './announce.tsx'
import type { Customer, Page, UseInFull } from './answers.ts'
import { useCopy } from './copy.tsx'
import { DeskBenefits } from './desk-benefits.tsx'
import { DeskUses } from './desk-uses.tsx'
import { useChanges, useFollowing } from './follow.ts'
import { useKeys } from './keys.tsx'
import { Objections } from './objections.tsx'
import type { Opened } from './opened.ts'
import { Jumps, Part } from './part.tsx'
import { goTo, type PartName, PARTS } from './parts.ts'
import { Say } from './say.tsx'
import { StarCard } from './star-card.tsx'
import { Who } from './who.tsx'
import { useDeskWords } from './words/words.ts'

const History = lazy(async () => ({ default: (await import('../customer/history.tsx')).History }))
const Why = lazy(async () => ({ default: (await import('../customer/why.tsx')).Why }))

/** Parts that nobody has without a star. */
const OF_A_STAR: readonly PartName[] = ['say', 'benefits', 'growth', 'points', 'why']

interface Props {
  readonly opened: Opened
  readonly onAnother: () => void
}

/** Everything about one customer on one screen. */
export function CustomerView({ opened, onAnother }: Props) {
  const { customerId, reason } = opened
  const { language, words } = useSettings()
  const path = `/v1/customers/${part(customerId)}`
  const who = useAnswer<Customer>(path, reason)
  const star = useAnswer<CustomerStar>(`${path}/star`, reason)
  const why = useAnswer<Explanation>(`${path}/explanation`, reason)
  const uses = useAnswer<Page<UseInFull>>(`${path}/uses?limit=20`, reason)
  const sentence = useRef<HTMLParagraphElement>(null)
  useOrders(uses, star.again)
  useSaidWho(who)
  useViewKeys(sentence, onAnother)

  const now = star.answer.state === 'here' ? star.answer : null
  const explanation = why.answer.state === 'here' ? why.answer.data : null
  const record = explanation?.record.status === 'assessed' ? explanation.record : null
  const without = isMissing(star)
  const used = () => {
    star.again()
    uses.again()
  }
  const down = [who, star, why, uses].every(({ answer }) => answer.state === 'failed')
  if (down && star.answer.state === 'failed' && !without) {
    const all = () => [who, star, why, uses].forEach(({ again }) => again())
    return (
      <div className="desk">
        <Who opened={opened} who={null} onAnother={onAnother} />
        <Failed failure={star.answer.failure} again={all} />
      </div>
    )
  }
  return (
    <div className="desk">
      {now?.old === true ? (
        <Banner
          kind="note"
          title={words.states.old(instantName(now.at, language))}
          act={
            <Button compact className="unprinted" onClick={used}>
              {words.acts.again}
            </Button>
          }
        >
          <p>{words.states.oldMore}</p>
        </Banner>
      ) : null}
      <Who opened={opened} who={who} onAnother={onAnother} />
      <Jumps without={without ? OF_A_STAR : []} />
      {star.answer.state === 'failed' && !without ? (
        <Failed failure={star.answer.failure} again={star.again} />
      ) : null}
      {without ? (
        <Banner kind="note" title={words.star.missing}>
          <p>{words.star.missingMore}</p>
        </Banner>
      ) : null}
      <div className="first">
        {now === null ? <Waiting of={star} lines={6} night /> : <StarCard star={now.data} />}
        <Part name="say">
          {explanation !== null ? (
            <Say explanation={explanation} sentence={sentence} />
          ) : why.answer.state === 'failed' && !isMissing(why) ? (
            <Failed failure={why.answer.failure} again={why.again} />
          ) : (
            <Waiting of={why} lines={5} />
          )}
        </Part>
      </div>
      <div className="rest">
        <div className="stack">
          <Part name="uses">
            <DeskUses uses={uses} />
          </Part>
          <Part name="benefits">
            {now === null ? (
              <Waiting of={star} lines={6} />
            ) : now.data.benefits === null ? null : (
              <DeskBenefits
                path={path}
                reason={reason}
                benefits={now.data.benefits}
                off={now.old}
                onUsed={used}
              />
            )}
          </Part>
        </div>
        <div className="stack">
          <Part name="growth" className="stack">
            {now === null ? (
              <Waiting of={star} lines={6} />
            ) : (
              <>
                <Growth star={now.data} record={record} />
                <Next star={now.data} why={why} />
              </>
            )}
          </Part>
          <Part name="points">
            {now === null ? (
              <Waiting of={star} lines={2} />
            ) : now.data.points === null ? null : (
              <PointsCard points={now.data.points} />
            )}
          </Part>
        </div>
        <div className="stack aside unprinted">
          <Part name="why">
            <Suspense fallback={<Coming />}>{without ? null : <Why why={why} />}</Suspense>
          </Part>
          <Part name="objections">
            <Objections
              customerId={customerId}
              path={path}
              reason={reason}
              month={record === null ? null : record.month}
              off={now?.old === true}
            />
          </Part>
        </div>
      </div>
      <Part name="history" className="unprinted">
        <Suspense fallback={<Coming />}>
          <History path={path} reason={reason} />
        </Suspense>
      </Part>
    </div>
  )
}

/** Holds the place of a part whose script is not there yet. */
function Coming() {
  return (
    <div className="card">
      <Skeleton lines={4} />
    </div>
  )
}

/** Holds the place of an answer that is not there; nothing where none will come. */
function Waiting({
  of: { answer },
  lines,
  night = false,
}: {
  readonly of: Asked<unknown>
  readonly lines: number
  readonly night?: boolean
}) {
  if (answer.state !== 'waiting') return null
  return (
    <div className={night ? 'card hero night waiting' : 'card'}>
      <Skeleton lines={lines} />
    </div>
  )
}

/** The customer has no star on record: there is nothing wrong with asking. */
function isMissing({ answer }: Asked<unknown>): boolean {
  return (
    answer.state === 'failed' &&
    answer.failure.why === 'problem' &&
    answer.failure.problem.code === 'star-missing'
  )
}

/** Follows the orders; what has become of one changes what is left of its benefit. */
function useOrders(uses: Asked<Page<UseInFull>>, onChange: () => void): void {
  const { words } = useSettings()
  const desk = useDeskWords()
  const announce = useAnnounce()
  useFollowing(uses)
  useChanges(uses, ({ title }, { state }) => {
    announce(desk.uses.changed(title, words.uses.orders[state] ?? state))
    onChange()
  })
}

function useSaidWho({ answer }: Asked<Customer>): void {
  const { who } = useDeskWords()
  const announce = useAnnounce()
  const name = answer.state === 'here' ? (answer.data.name ?? who.noName) : null
  useEffect(() => {
    if (name !== null) announce(who.opened(name))
  }, [name])
}

/** A digit goes to its part; the others act. */
function useViewKeys(sentence: RefObject<HTMLElement | null>, onAnother: () => void): void {
  const copy = useCopy(sentence)
  useKeys({
    ...Object.fromEntries(PARTS.map((name, index) => [String(index + 1), () => goTo(name)])),
    c: () => void copy(),
    p: () => print(),
    '/': onAnother,
  })
}
