import { type RefObject, useRef } from 'react'
import type { Explanation } from '../api/answers.ts'
import { sentencesOf } from '../api/sentences.ts'
import { Card } from '../design/card.tsx'
import { useSettings } from '../settings/settings.tsx'
import { CopyButton } from './copy.tsx'
import { useDeskWords } from './words/words.ts'

const WHY = [
  'validity-ended',
  'validity-ended-by-transition',
  'awarded',
  'unrated',
  'rose',
  'kept',
  'kept-above',
  'renewed',
  'fell',
  'fell-to-unrated',
  'stepped',
  'capped',
  'left',
  'left-no-membership',
  'starts-later',
  'ineligible',
]
const NEXT = ['gap', 'gap-held-by-cap', 'gap-by-spend', 'gap-by-spend-on', 'top-star']
const AHEAD = [
  'leaving',
  'outlook-rises',
  'outlook-renews',
  'outlook-falls',
  'outlook-falls-to-unrated',
  'outlook-first-star',
  'outlook-stays-unrated',
]

interface Props {
  readonly explanation: Explanation
  readonly sentence: RefObject<HTMLParagraphElement | null>
}

/** The sentence to say, as every channel says it, and what to say when asked on. */
export function Say({ explanation, sentence }: Props) {
  const { say } = useDeskWords()
  const between = useSettings().language === 'en' ? ' ' : ''
  const more = [
    [say.why, sentencesOf(explanation, WHY)],
    [say.next, sentencesOf(explanation, NEXT)],
    [say.ahead, sentencesOf(explanation, AHEAD)],
  ] as const
  return (
    <Card
      title={say.title}
      className="say"
      aside={<CopyButton title={say.title} of={sentence} hint="C" />}
    >
      <p className="sentence" ref={sentence}>
        {explanation.headline}
      </p>
      <dl>
        {more.map(([title, sentences]) =>
          sentences.length === 0 ? null : (
            <More key={title} title={title} text={sentences.join(between)} />
          ),
        )}
      </dl>
    </Card>
  )
}

function More({ title, text }: { readonly title: string; readonly text: string }) {
  const said = useRef<HTMLSpanElement>(null)
  return (
    <div>
      <dt className="small soft">{title}</dt>
      <dd>
        <span ref={said}>{text}</span>
        <CopyButton title={title} of={said} />
      </dd>
    </div>
  )
}
