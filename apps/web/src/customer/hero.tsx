import type { CustomerStar, Span } from '../api/answers.ts'
import { Dipper } from '../design/dipper.tsx'
import { monthName, monthNow, monthsOf } from '../format/dates.ts'
import { useSettings } from '../settings/settings.tsx'

interface Props {
  readonly star: CustomerStar
  /** The answer in one sentence, as every channel says it. */
  readonly headline: string | null
}

/** The star, and until when. */
export function Hero({ star: { star, month, validity }, headline }: Props) {
  const { language, words } = useSettings()
  return (
    <section className="card hero night" aria-labelledby="star">
      <div className="sky">
        <Dipper lit={star} label={words.star.lit(star)} />
      </div>
      <div className="held">
        <h1 id="star" aria-label={`${words.star.title} ${words.star.name(star)}`}>
          {star === 0 ? (
            <span className="unrated">{words.star.unrated}</span>
          ) : (
            <>
              <span className="number">{star}</span>
              <span className="of">{words.star.name(star).replace(String(star), '').trim()}</span>
            </>
          )}
        </h1>
        <p className="soft small">
          {star === 0 ? null : <span className="called">{words.star.dipper[star - 1]}</span>}
          {words.star.asOf(monthName(month, language))}
        </p>
      </div>
      {headline === null ? null : <p>{headline}</p>}
      {validity === null ? null : <Validity span={validity} />}
    </section>
  )
}

export function Validity({ span }: { readonly span: Span }) {
  const { language, words } = useSettings()
  const months = monthsOf(span)
  const now = monthNow()
  const nth = months.indexOf(now) + 1
  const named = (month: string) => monthName(month, language)
  return (
    <div className="validity">
      <p>
        <span className="soft">{words.validity.title}</span>{' '}
        {words.validity.span(named(span.from), named(span.through))}
      </p>
      <ol className="months" aria-hidden="true">
        {months.map((month) => (
          <li
            key={month}
            className={month === now ? 'now' : month < now ? 'past' : undefined}
            title={named(month)}
          />
        ))}
      </ol>
      <p className="small soft">
        {nth === 0 ? words.validity.all(months.length) : words.validity.now(nth, months.length)}
        {' · '}
        {words.validity.only}
      </p>
    </div>
  )
}
