import { type ReactNode, useState } from 'react'
import { Banner } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Dipper } from '../design/dipper.tsx'
import { useSettings } from '../settings/settings.tsx'
import { type Person } from './session.ts'
import { signIn } from './sign-in.ts'
import { useSession } from './use-session.ts'

interface Props {
  readonly title: string
  readonly text: string
  readonly children: (person: Person) => ReactNode
}

/** What is inside is for people who are signed in. */
export function Gate({ title, text, children }: Props) {
  const session = useSession()
  const { words } = useSettings()
  if (session.state === 'in') return children(session.person)
  const { ended, endedMore } = words.states
  return session.state === 'ended' ? (
    <Outside title={ended} text={endedMore} act={words.acts.signInAgain} lit={0} />
  ) : (
    <Outside title={title} text={text} act={words.acts.signIn} lit={7} />
  )
}

interface OutsideProps {
  readonly title: string
  readonly text: string
  readonly act: string
  readonly lit: number
}

function Outside({ title, text, act, lit }: OutsideProps) {
  const { language, words } = useSettings()
  const [state, setState] = useState<'here' | 'leaving' | 'failed'>('here')
  const leave = () => {
    setState('leaving')
    signIn(language).catch(() => setState('failed'))
  }
  return (
    <div className="message night">
      <Dipper lit={lit} />
      <h1>{title}</h1>
      <p className="soft">{text}</p>
      {state === 'failed' ? <Banner kind="bad">{words.states.issuerAway}</Banner> : null}
      <Button look="main" className="on-night" busy={state === 'leaving'} onClick={leave}>
        {act}
      </Button>
    </div>
  )
}
