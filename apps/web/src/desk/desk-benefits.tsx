import { lazy, Suspense, useState } from 'react'
import type { Allowance } from '../api/answers.ts'
import { Left } from '../customer/benefits.tsx'
import { Button } from '../design/button.tsx'
import { Card } from '../design/card.tsx'
import { useWords } from '../settings/settings.tsx'
import { useDeskWords } from './words/words.ts'

const UseDialog = lazy(async () => ({
  default: (await import('../customer/use-dialog.tsx')).UseDialog,
}))

interface Props {
  /** Of the customer in the API. */
  readonly path: string
  readonly reason: string
  readonly benefits: readonly Allowance[]
  /** Nothing can be used: there is no network. */
  readonly off: boolean
  readonly onUsed: () => void
}

/** What the star gives; where using is an act, the button that asks first. */
export function DeskBenefits({ path, reason, benefits, off, onUsed }: Props) {
  const words = useWords()
  const { parts } = useDeskWords()
  const [using, setUsing] = useState<Allowance | null>(null)
  const acts = benefits.filter(({ order }) => order)
  const held = benefits.filter(({ order }) => !order)
  return (
    <Card title={parts.benefits}>
      {benefits.length === 0 ? <p className="soft">{words.benefits.none}</p> : null}
      {acts.length === 0 ? null : (
        <ul className="rows tight">
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
      )}
      {held.length === 0 ? null : (
        <div>
          <h3 className="small soft">{words.benefits.held}</h3>
          <ul className="rows brief tight">
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
            reason={reason}
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
