import type { AssessedRecord, CustomerStar } from '../api/answers.ts'
import { Bar } from '../design/bars.tsx'
import { Card } from '../design/card.tsx'
import { count, money, share } from '../format/money.ts'
import { useSettings } from '../settings/settings.tsx'

interface Props {
  readonly star: CustomerStar
  readonly record: AssessedRecord | null
}

/** Three parts that add up. */
export function Growth({ star: { growth, nextStar }, record }: Props) {
  const { language, words } = useSettings()
  const text = words.growth
  const number = (value: number | string) => count(value, language)
  const whole = BigInt(growth.value) + BigInt(nextStar?.missing ?? 0)
  const earned = BigInt(growth.spend) + BigInt(growth.tenure)
  const all = whole > earned ? whole : earned
  const parts = [
    { name: 'spend', value: growth.spend, more: record && spendOf(record) },
    { name: 'tenure', value: growth.tenure, more: record && tenureOf(record) },
    { name: 'credit', value: growth.credit, more: record && creditOf(record) },
  ] as const
  return (
    <Card title={text.title} aside={<span className="sum">{number(growth.value)}</span>}>
      <Bar
        parts={[
          { colour: 'spend', share: share(growth.spend, all) },
          { colour: 'tenure', share: share(growth.tenure, all) },
        ]}
      />
      <dl className="parts">
        {parts.map(({ name, value, more }) => (
          <div key={name}>
            <dt>
              <i className={`dot ${name}`} aria-hidden="true" />
              {text[name]}
              {more === null ? null : <span className="small soft">{more}</span>}
            </dt>
            <dd>
              {name !== 'spend' && BigInt(value) > 0n ? '+' : ''}
              {number(value)}
            </dd>
          </div>
        ))}
        <div className="total">
          <dt>{text.total}</dt>
          <dd>= {number(growth.value)}</dd>
        </div>
      </dl>
      {earned + BigInt(growth.credit) < 0n ? <p className="small soft">{text.floored}</p> : null}
    </Card>
  )

  function spendOf({ spend }: AssessedRecord): string {
    return text.spendOf(number(spend.periods.length), money(spend.countedFen, language))
  }

  function tenureOf({ tenure }: AssessedRecord): string {
    return text.tenureOf(number(tenure.countedMonths))
  }

  function creditOf({ credit }: AssessedRecord): string {
    const counted = credit.stops.filter((stop) => stop.counted).length
    return counted === 0 ? text.noStops : text.stopsOf(number(counted))
  }
}
