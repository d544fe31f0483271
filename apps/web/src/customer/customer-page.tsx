import type { CustomerStar, Explanation } from '../api/answers.ts'
import { part } from '../api/ask.ts'
import { useAnswer } from '../api/use-answer.ts'
import { Failed } from '../design/failed.tsx'
import { Frame } from '../design/frame.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { Gate } from '../session/gate.tsx'
import { useWords } from '../settings/settings.tsx'
import { NoStarYet, NotCustomer } from './empty.tsx'
import { StarView } from './star-view.tsx'

/** A customer's own page. */
export function CustomerPage() {
  const words = useWords()
  return (
    <Frame title={words.pages.customer}>
      <Gate title={words.welcome.title} text={words.welcome.text}>
        {({ customerId }) =>
          customerId === null ? <NotCustomer /> : <OwnStar customerId={customerId} />
        }
      </Gate>
    </Frame>
  )
}

function OwnStar({ customerId }: { readonly customerId: string }) {
  const path = `/v1/customers/${part(customerId)}`
  const star = useAnswer<CustomerStar>(`${path}/star`)
  const why = useAnswer<Explanation>(`${path}/explanation`)
  const { answer } = star
  if (answer.state === 'waiting') return <StarSkeleton />
  if (answer.state === 'here') return <StarView path={path} star={star} here={answer} why={why} />
  const { failure } = answer
  const nobody = failure.why === 'problem' && failure.problem.code === 'star-missing'
  if (nobody) return <NoStarYet />
  const both = () => {
    star.again()
    why.again()
  }
  return <Failed failure={failure} again={both} />
}

function StarSkeleton() {
  return (
    <div className="customer">
      <div className="card hero night waiting">
        <Skeleton lines={6} />
      </div>
      <div className="card">
        <Skeleton lines={5} />
      </div>
    </div>
  )
}
