import type { History as Months, MonthStar } from '../api/answers.ts'
import { useAnswer } from '../api/use-answer.ts'
import { Card } from '../design/card.tsx'
import { Disclosure } from '../design/disclosure.tsx'
import { Failed } from '../design/failed.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { Table } from '../design/table.tsx'
import { monthName } from '../format/dates.ts'
import { count, share } from '../format/money.ts'
import { useSettings } from '../settings/settings.tsx'

/** Two years at most are drawn and listed. */
const MONTHS = 24

interface Props {
  readonly path: string
  /** Why the customer is served: staff must say. */
  readonly reason?: string
}

export function History({ path, reason }: Props) {
  const { words } = useSettings()
  const { answer, again } = useAnswer<Months>(`${path}/history?limit=${MONTHS}`, reason)
  return (
    <Card title={words.history.title} id="history" className="wide">
      {answer.state === 'waiting' ? (
        <Skeleton lines={4} />
      ) : answer.state === 'failed' ? (
        <Failed failure={answer.failure} again={again} />
      ) : answer.data.items.length === 0 ? (
        <p className="soft">{words.history.none}</p>
      ) : (
        <Listed months={answer.data.items} />
      )}
    </Card>
  )
}

function Listed({ months }: { readonly months: readonly MonthStar[] }) {
  const { language, words } = useSettings()
  const { history } = words
  const columns = [
    { head: history.month, cell: (row: MonthStar) => monthName(row.month, language) },
    { head: history.star, cell: (row: MonthStar) => starOf(row) },
    {
      head: history.growth,
      number: true,
      cell: (row: MonthStar) => count(row.growth.value, language),
    },
    {
      head: history.outcome,
      cell: (row: MonthStar) => history.outcomes[row.outcome] ?? row.outcome,
    },
  ]
  return (
    <>
      <Chart months={months.toReversed()} />
      {months.length === 1 ? <p className="small soft">{history.one}</p> : null}
      <Disclosure summary={<h3>{history.table}</h3>}>
        {() => (
          <Table
            caption={history.title}
            columns={columns}
            rows={months}
            keyOf={({ month }) => month}
          />
        )}
      </Disclosure>
    </>
  )
}

/** Its heading says what the number is. */
function starOf({ star }: Pick<MonthStar, 'star'>): string {
  return star === 0 ? '–' : String(star)
}

const HEIGHT = 120

/** Growth as columns, the star above each. The table says the same. */
function Chart({ months }: { readonly months: readonly MonthStar[] }) {
  const { language, words } = useSettings()
  const most = months.reduce(
    (high, { growth }) => (BigInt(growth.value) > high ? BigInt(growth.value) : high),
    1n,
  )
  const named = (index: number) => monthName(months.at(index)?.month ?? '', language)
  return (
    <figure style={{ maxWidth: `${months.length * 5}rem` }}>
      <ol className="columns" role="img" aria-label={words.history.chart(named(0), named(-1))}>
        {months.map(({ month, star, growth, outcome }) => (
          <li key={month} aria-hidden="true">
            <span className={`star ${outcome}`}>{starOf({ star })}</span>
            <svg className="chart" height={HEIGHT} aria-hidden="true">
              <rect
                width="100%"
                y={HEIGHT * (1 - share(growth.value, most))}
                height={Math.max(2, HEIGHT * share(growth.value, most))}
                rx="3"
                fill={outcome === 'fell' ? 'var(--credit)' : 'var(--spend)'}
              />
            </svg>
            <span className="at">{Number(month.slice(5))}</span>
          </li>
        ))}
      </ol>
      {months.length < 2 ? null : (
        <figcaption className="small soft ends" aria-hidden="true">
          <span>{named(0)}</span>
          <span>{named(-1)}</span>
        </figcaption>
      )}
    </figure>
  )
}
