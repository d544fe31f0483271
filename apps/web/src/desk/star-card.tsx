import type { CustomerStar } from '../api/answers.ts'
import { Validity } from '../customer/hero.tsx'
import { Dipper } from '../design/dipper.tsx'
import { monthName } from '../format/dates.ts'
import { useSettings } from '../settings/settings.tsx'

/** The star, and until when. */
export function StarCard({ star: { star, month, validity } }: { readonly star: CustomerStar }) {
  const { language, words } = useSettings()
  const name = words.star.name(star)
  return (
    <section className="card hero night" aria-label={name}>
      <div className="sky">
        <Dipper lit={star} label={words.star.lit(star)} />
      </div>
      <div className="held">
        <h2>
          {star === 0 ? (
            <span className="unrated">{words.star.unrated}</span>
          ) : (
            <>
              <span className="number">{star}</span>
              <span className="of">{name.replace(String(star), '').trim()}</span>
            </>
          )}
        </h2>
        <p className="soft small">
          {star === 0 ? null : <span className="called">{words.star.dipper[star - 1]}</span>}
          {words.star.asOf(monthName(month, language))}
        </p>
      </div>
      {validity === null ? null : <Validity span={validity} />}
    </section>
  )
}
