import { lazy, Suspense } from 'react'
import type { CustomerStar, Explanation } from '../api/answers.ts'
import type { Answer, Asked } from '../api/use-answer.ts'
import { Banner } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { instantName } from '../format/dates.ts'
import { useSettings } from '../settings/settings.tsx'
import { Benefits } from './benefits.tsx'
import { Growth } from './growth.tsx'
import { Hero } from './hero.tsx'
import { Next } from './next.tsx'
import { PointsCard } from './points.tsx'
import { Uses } from './uses.tsx'

const History = lazy(async () => ({ default: (await import('./history.tsx')).History }))
const Why = lazy(async () => ({ default: (await import('./why.tsx')).Why }))

interface Props {
  readonly path: string
  readonly star: Asked<CustomerStar>
  readonly here: Extract<Answer<CustomerStar>, { state: 'here' }>
  readonly why: Asked<Explanation>
}

/** Everything about one star; on a telephone one below the other. */
export function StarView({ path, star, here, why }: Props) {
  const { language, words } = useSettings()
  const { data, old, at } = here
  const explanation = why.answer.state === 'here' ? why.answer.data : null
  const assessed = explanation?.record.status === 'assessed' ? explanation.record : null
  // Without a star there is little else beside, and the way to one is what matters.
  const rated = data.star > 0
  const next = <Next star={data} why={why} />
  const again = (
    <Button compact className="unprinted" onClick={star.again}>
      {words.acts.again}
    </Button>
  )
  return (
    <>
      {old ? (
        <Banner kind="note" title={words.states.old(instantName(at, language))} act={again}>
          <p>{words.states.oldMore}</p>
        </Banner>
      ) : null}
      <div className="customer">
        <div className="column">
          <Hero star={data} headline={explanation?.headline ?? null} />
          <Growth star={data} record={assessed} />
          {rated ? next : null}
        </div>
        <div className="column">
          {rated ? null : next}
          {data.uses !== null && data.uses.length > 0 ? <Uses uses={data.uses} /> : null}
          {data.benefits === null ? null : (
            <Benefits path={path} benefits={data.benefits} off={old} onUsed={star.again} />
          )}
          {data.points === null ? null : <PointsCard points={data.points} />}
        </div>
        <Suspense
          fallback={
            <div className="card wide">
              <Skeleton lines={4} />
            </div>
          }
        >
          <Why why={why} />
          <History path={path} />
        </Suspense>
        <p className="unprinted foot">
          <Button look="plain" compact onClick={() => print()}>
            {words.acts.print}
          </Button>
        </p>
      </div>
    </>
  )
}
