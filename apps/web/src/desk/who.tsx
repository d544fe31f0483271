import { useEffect, useRef } from 'react'
import type { Asked } from '../api/use-answer.ts'
import { Button } from '../design/button.tsx'
import { Failed } from '../design/failed.tsx'
import { instantName } from '../format/dates.ts'
import { useSettings } from '../settings/settings.tsx'
import type { Customer } from './answers.ts'
import type { Opened } from './opened.ts'
import { regionName } from './regions.ts'
import { useDeskWords } from './words/words.ts'

interface Props {
  readonly opened: Opened
  /** Null: nothing can be asked now. */
  readonly who: Asked<Customer> | null
  readonly onAnother: () => void
}

/** Who is open: in full once the API has said so, as found until then. */
export function Who({ opened, who, onAnother }: Props) {
  const { language, words } = useSettings()
  const desk = useDeskWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const here = who?.answer.state === 'here' ? who.answer.data : null
  const name = here === null ? opened.name : here.name
  return (
    <header className="who">
      <div className="name">
        <h1 ref={heading} tabIndex={-1}>
          {name ?? desk.who.noName}
        </h1>
        <p className="unprinted">
          <Button compact onClick={() => print()}>
            {words.acts.print} <kbd aria-hidden="true">P</kbd>
          </Button>
          <Button compact look="main" onClick={onAnother}>
            {desk.who.another} <kbd aria-hidden="true">/</kbd>
          </Button>
        </p>
      </div>
      <dl>
        {here === null ? null : (
          <Detail name={desk.who.numbers}>{here.numbers.join(' · ') || desk.who.noNumber}</Detail>
        )}
        <Detail name={desk.who.id}>{opened.customerId}</Detail>
        {here === null ? null : (
          <Detail name={desk.who.segment}>{desk.who.segments[here.segment] ?? here.segment}</Detail>
        )}
        {here === null || here.region === null ? null : (
          <Detail name={desk.who.region}>{regionName(here.region, language)}</Detail>
        )}
        <Detail name={desk.who.reason} className="unprinted">
          {opened.reason}
        </Detail>
      </dl>
      <p className="printed small soft">{desk.who.printed(instantName(Date.now(), language))}</p>
      {who?.answer.state === 'failed' ? (
        <Failed failure={who.answer.failure} again={who.again} />
      ) : null}
    </header>
  )
}

function Detail({
  name,
  className,
  children,
}: {
  readonly name: string
  readonly className?: string
  readonly children: string
}) {
  return (
    <div className={className}>
      <dt className="small soft">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
