import type { Points } from '../api/answers.ts'
import { Banner } from '../design/banner.tsx'
import { Card } from '../design/card.tsx'
import { count } from '../format/money.ts'
import { useSettings } from '../settings/settings.tsx'

export function PointsCard({ points }: { readonly points: Points }) {
  const { language, words } = useSettings()
  const { balance, expiringThisYear, frozen } = points
  const text = words.points
  return (
    <Card title={text.title}>
      <dl className="figures">
        <div>
          <dt className="soft">{text.balance}</dt>
          <dd>{count(balance, language)}</dd>
        </div>
        <div>
          <dt className="soft">{text.expiring}</dt>
          <dd>{count(expiringThisYear, language)}</dd>
        </div>
      </dl>
      {frozen.length === 0 ? null : (
        <Banner kind="note" title={text.frozen}>
          <p>{frozen.map((cause) => text.causes[cause] ?? cause).join(' · ')}</p>
        </Banner>
      )}
      <p className="small soft">{text.apart}</p>
    </Card>
  )
}
