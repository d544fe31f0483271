import type { AssessedRecord, ChargedPeriod, ChargeLine, Explanation } from '../api/answers.ts'
import type { Asked } from '../api/use-answer.ts'
import { Tag } from '../design/banner.tsx'
import { Card } from '../design/card.tsx'
import { Disclosure } from '../design/disclosure.tsx'
import { Failed } from '../design/failed.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { Table } from '../design/table.tsx'
import { dateName, monthName } from '../format/dates.ts'
import { billed, count } from '../format/money.ts'
import { useSettings } from '../settings/settings.tsx'

/** The explanation: every sentence, then the numbers, period by period, down to the charge. */
export function Why({ why: { answer, again } }: { readonly why: Asked<Explanation> }) {
  const { words } = useSettings()
  return (
    <Card title={words.why.title} id="why" className="wide">
      {answer.state === 'waiting' ? (
        <Skeleton lines={4} />
      ) : answer.state === 'failed' ? (
        <Failed failure={answer.failure} again={again} />
      ) : (
        <Explained explanation={answer.data} />
      )}
    </Card>
  )
}

export function Explained({ explanation }: { readonly explanation: Explanation }) {
  const { language, words } = useSettings()
  const { record, sentences } = explanation
  const { why } = words
  return (
    <div>
      <Disclosure summary={<h3>{why.reasons}</h3>}>
        {() => (
          <ol className="points">
            {sentences.map((sentence, index) => (
              <li key={index}>{sentence}</li>
            ))}
          </ol>
        )}
      </Disclosure>
      {record.status !== 'assessed' ? null : (
        <>
          <Disclosure
            summary={
              <Summary name={why.periods} value={billed(record.spend.countedFen, language)} />
            }
          >
            {() => record.spend.periods.map((each) => <Period key={each.period} period={each} />)}
          </Disclosure>
          <Disclosure
            summary={<Summary name={why.tenure} value={count(record.tenure.growth, language)} />}
          >
            {() => <Tenure tenure={record.tenure} />}
          </Disclosure>
          <Disclosure
            summary={<Summary name={why.credit} value={count(record.credit.growth, language)} />}
          >
            {() => <Stops credit={record.credit} />}
          </Disclosure>
        </>
      )}
    </div>
  )
}

function Summary({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <span className="summary">
      <span>{name}</span>
      <span className="value">{value}</span>
    </span>
  )
}

function Period({ period }: { readonly period: ChargedPeriod }) {
  const { language, words } = useSettings()
  const { why } = words
  const columns = [
    {
      head: why.charge,
      cell: (line: ChargeLine) => (
        <>
          {why.kinds[line.kind] ?? line.kind} · {why.categories[line.category] ?? line.category}
          <span className="small soft charges">{why.charges(String(line.charges))}</span>
        </>
      ),
    },
    {
      head: why.counted,
      number: true,
      cell: (line: ChargeLine) =>
        line.counted ? billed(line.fen, language) : <NotCounted line={line} />,
    },
  ]
  return (
    <Disclosure
      summary={
        <Summary
          name={monthName(period.period, language)}
          value={billed(period.countedFen, language)}
        />
      }
    >
      {() =>
        period.lines.length === 0 ? (
          <p className="soft">{why.none}</p>
        ) : (
          <Table
            caption={monthName(period.period, language)}
            columns={columns}
            rows={period.lines}
            keyOf={({ kind, category }) => `${kind} ${category}`}
          />
        )
      }
    </Disclosure>
  )
}

function NotCounted({ line }: { readonly line: ChargeLine }) {
  const { language, words } = useSettings()
  const { notCountedFor } = words.why
  return (
    <span className="soft">
      <s>{billed(line.fen, language)}</s>{' '}
      <Tag>{line.notCounted === null ? words.why.notCounted : notCountedFor[line.notCounted]}</Tag>
    </span>
  )
}

function Tenure({ tenure }: Pick<AssessedRecord, 'tenure'>) {
  const { language, words } = useSettings()
  const { why } = words
  return (
    <dl className="facts">
      {tenure.line === null ? null : (
        <>
          <dt>{why.line}</dt>
          <dd>{tenure.line.serviceId}</dd>
          <dt>{why.opened}</dt>
          <dd>{dateName(tenure.line.date, language)}</dd>
        </>
      )}
      <dt>{why.months}</dt>
      <dd>{count(tenure.countedMonths, language)}</dd>
    </dl>
  )
}

function Stops({ credit: { stops } }: Pick<AssessedRecord, 'credit'>) {
  const { language, words } = useSettings()
  const { why } = words
  if (stops.length === 0) return <p className="soft">{why.noStops}</p>
  return (
    <ul className="rows">
      {stops.map((stop) => (
        <li key={`${stop.serviceId} ${stop.stoppedOn}`}>
          <div>
            <p className="name">
              {dateName(stop.stoppedOn, language)}{' '}
              <Tag kind={stop.counted ? 'bad' : undefined}>
                {stop.counted ? why.stopCounted : why.stopNotCounted}
              </Tag>
            </p>
            <p className="small soft">
              {[
                why.stopKinds[stop.kind] ?? stop.kind,
                why.stopCauses[stop.cause] ?? stop.cause,
                `${why.kinds[stop.serviceKind] ?? stop.serviceKind} ${stop.serviceId}`,
              ].join(' · ')}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}
