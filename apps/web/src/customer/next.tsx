import type { AssessedRecord, CustomerStar, Explanation } from '../api/answers.ts'
import { sentencesOf } from '../api/sentences.ts'
import type { Asked } from '../api/use-answer.ts'
import { Bar } from '../design/bars.tsx'
import { Card } from '../design/card.tsx'
import { Failed } from '../design/failed.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { count, share } from '../format/money.ts'
import type { Words } from '../words/words.ts'
import { useSettings } from '../settings/settings.tsx'

interface Props {
  readonly star: CustomerStar
  readonly why: Asked<Explanation>
}

/** The next star: how far, what would get there, and what comes by itself. */
export function Next({ star, why }: Props) {
  const { words } = useSettings()
  const { nextStar } = star
  const title =
    nextStar === null
      ? words.next.top
      : star.star === 0
        ? words.next.first
        : words.next.title(nextStar.star)
  return (
    <Card title={title}>
      {nextStar === null ? (
        <p>{words.next.topMore}</p>
      ) : (
        <Way growth={star.growth.value} missing={nextStar.missing} />
      )}
      {why.answer.state === 'here' ? (
        <Ahead explanation={why.answer.data} top={nextStar === null} />
      ) : why.answer.state === 'waiting' ? (
        <Skeleton />
      ) : (
        <Failed failure={why.answer.failure} again={why.again} />
      )}
    </Card>
  )
}

type Whole = number | string

function Way({ growth, missing }: { readonly growth: Whole; readonly missing: Whole }) {
  const { language, words } = useSettings()
  const threshold = BigInt(growth) + BigInt(missing)
  if (BigInt(missing) <= 0n) return <p>{words.next.reached}</p>
  return (
    <div className="way">
      <p>
        <span className="soft">{words.next.missing}</span>
        <strong className="missing">{count(missing, language)}</strong>
      </p>
      <Bar parts={[{ colour: 'accent', share: share(growth, threshold) }]} />
      <p className="small soft">
        {words.next.of(count(growth, language), count(threshold, language))}
      </p>
    </div>
  )
}

const AHEAD = [
  'leaving',
  'outlook-rises',
  'outlook-renews',
  'outlook-falls',
  'outlook-falls-to-unrated',
  'outlook-first-star',
  'outlook-stays-unrated',
  'outlook-basis',
  'outlook-basis-weighted',
]

function Ahead({ explanation, top }: { readonly explanation: Explanation; readonly top: boolean }) {
  const { words } = useSettings()
  const { record } = explanation
  const spend = sentencesOf(explanation, ['gap-by-spend', 'gap-by-spend-on'])
  const held = sentencesOf(explanation, ['gap-held-by-cap'])
  const steps = record.status === 'assessed' && !top ? stepsOf(record, words) : []
  const ahead = sentencesOf(explanation, AHEAD)
  return (
    <>
      {spend.map((each) => (
        <p key={each}>
          <strong>{each}</strong>
        </p>
      ))}
      {held.map((each) => (
        <p key={each}>{each}</p>
      ))}
      {steps.length === 0 ? null : (
        <div>
          <h3>{words.next.how}</h3>
          <ul className="points">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </div>
      )}
      {ahead.length === 0 ? null : (
        <div>
          <h3>{words.next.ahead}</h3>
          <ul className="points">
            {ahead.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

/** What adds to growth, by the values of the policy in force. */
function stepsOf({ spend, tenure, credit }: AssessedRecord, { next }: Words): string[] {
  const rates = [...new Set(Object.values(spend.perYuan))]
  const [rate] = rates
  return [
    ...(rates.length === 1 && rate !== undefined ? [next.bySpend(rate)] : []),
    'perMonth' in tenure.rule ? next.byTenure(String(tenure.rule.perMonth)) : next.byBrackets,
    ...(credit.perStop === 0 ? [] : [next.byCredit(String(credit.perStop).replace('-', '−'))]),
  ]
}
