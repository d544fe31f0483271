import { lazy, Suspense, useState } from 'react'
import type { Allowance } from '../api/answers.ts'
import { Tag } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Card } from '../design/card.tsx'
import { dateName } from '../format/dates.ts'
import { useSettings } from '../settings/settings.tsx'
import type { Words } from '../words/words.ts'

const UseDialog = lazy(async () => ({ default: (await import('./use-dialog.tsx')).UseDialog }))

interface Props {
  /** Of the customer in the API. */
  readonly path: string
  readonly benefits: readonly Allowance[]
  /** Nothing can be used: there is no network. */
  readonly off: boolean
  readonly onUsed: () => void
}

/** What the star gives: first what is used by an act, then what is simply there. */
export function Benefits({ path, benefits, off, onUsed }: Props) {
  const { words } = useSettings()
  const [using, setUsing] = useState<Allowance | null>(null)
  const acts = benefits.filter(({ order }) => order)
  const held = benefits.filter(({ order }) => !order)
  return (
    <Card title={words.benefits.title}>
      {benefits.length === 0 ? <p className="soft">{words.benefits.none}</p> : null}
      {acts.length === 0 ? null : (
        <div>
          <h3 className="soft">{words.benefits.acts}</h3>
          <ul className="rows">
            {acts.map((each) => (
              <li key={each.benefit}>
                <div>
                  <p className="name">{each.title}</p>
                  <Left of={each} />
                </div>
                <Button
                  compact
                  className="unprinted"
                  off={off}
                  aria-label={words.benefits.useNamed(each.title)}
                  title={off ? words.benefits.offline : undefined}
                  onClick={() => setUsing(each)}
                >
                  {words.benefits.use}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {held.length === 0 ? null : (
        <div>
          <h3 className="soft">{words.benefits.held}</h3>
          <ul className="rows brief">
            {held.map((each) => (
              <li key={each.benefit}>
                <p className="name">{each.title}</p>
                <Left of={each} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {benefits.some(({ assumed }) => assumed.length > 0) ? (
        <p className="small soft">{words.benefits.assumedMore}</p>
      ) : null}
      {using === null ? null : (
        <Suspense>
          <UseDialog
            path={path}
            benefit={using.benefit}
            title={using.title}
            onClose={() => setUsing(null)}
            onUsed={onUsed}
          />
        </Suspense>
      )}
    </Card>
  )
}

/** `还可用 1 / 2 次（每年）` */
function oftenOf(
  { uses, per }: NonNullable<Allowance['limit']>,
  left: number | null,
  text: Words['benefits'],
): string {
  const often =
    left === null ? text.eachLine(String(uses)) : text.leftOf(String(left), String(uses))
  return text.often(often, text.per[per] ?? per)
}

/** How often still, and until when. */
export function Left({ of }: { readonly of: Allowance }) {
  const { language, words } = useSettings()
  const { order, limit, left, lines, until, assumed } = of
  const text = words.benefits
  const said = [
    ...(limit === null ? (order ? [text.unlimited] : []) : [oftenOf(limit, left, text)]),
    ...lines.map((each) => text.lineLeft(each.line, String(each.left))),
    ...(until === null ? [] : [text.until(dateName(until, language))]),
  ]
  return (
    <p className="small soft">
      {said.join(' · ')} {assumed.length === 0 ? null : <Tag kind="note">{text.assumed}</Tag>}
    </p>
  )
}
