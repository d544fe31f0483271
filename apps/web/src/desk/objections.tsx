import type { Month } from '../api/answers.ts'
import { useAnswer } from '../api/use-answer.ts'
import { Tag } from '../design/banner.tsx'
import { Card } from '../design/card.tsx'
import { Failed } from '../design/failed.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { instantName } from '../format/dates.ts'
import { useSettings } from '../settings/settings.tsx'
import type { Objection, Page } from './answers.ts'
import { ObjectionForm } from './objection-form.tsx'
import { useDeskWords } from './words/words.ts'

interface Props {
  readonly customerId: string
  /** Of the customer in the API. */
  readonly path: string
  readonly reason: string
  /** Month of the explanation that is shown; null where there is none. */
  readonly month: Month | null
  readonly off: boolean
}

/** Takes an objection, and lists those there were. */
export function Objections({ customerId, path, reason, month, off }: Props) {
  const { objections } = useDeskWords()
  const earlier = useAnswer<Page<Objection>>(`${path}/objections`, reason)
  const { answer, again } = earlier
  return (
    <Card title={objections.title} className="objections">
      <ObjectionForm
        customerId={customerId}
        path={path}
        reason={reason}
        month={month}
        off={off || (answer.state === 'here' && answer.old)}
        onTaken={again}
      />
      <div>
        <h3>{objections.earlier}</h3>
        {answer.state === 'waiting' ? (
          <Skeleton lines={2} />
        ) : answer.state === 'failed' ? (
          <Failed failure={answer.failure} again={again} />
        ) : answer.data.items.length === 0 ? (
          <p className="soft">{objections.none}</p>
        ) : (
          <ul className="rows tight">
            {answer.data.items.map((each) => (
              <li key={each.objection}>
                <Earlier objection={each} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  )
}

function Earlier({ objection }: { readonly objection: Objection }) {
  const { language } = useSettings()
  const { objections } = useDeskWords()
  const { label, about, text, state, takenBy, takenAt, answer } = objection
  const kind = objections.classes[objection.class] ?? objection.class
  const what = [objections.labels[label] ?? label, ...(about === null ? [] : [aboutName(about)])]
  return (
    <div>
      <p className="name">
        {kind} · {what.join(' · ')}{' '}
        <Tag kind={state === 'open' ? 'note' : 'good'}>{objections.states[state] ?? state}</Tag>
      </p>
      <p>{text ?? <span className="soft">{objections.erased}</span>}</p>
      {answer === null ? null : (
        <p>
          <span className="soft">{objections.answer}</span> {answer}
        </p>
      )}
      <p className="small soft">
        {objections.by(takenBy, instantName(Date.parse(takenAt), language))}
      </p>
    </div>
  )

  function aboutName(code: string): string {
    return objections.abouts[code] ?? code
  }
}
