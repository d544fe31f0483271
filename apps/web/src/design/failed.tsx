import type { Failure } from '../api/ask.ts'
import { useWords } from '../settings/settings.tsx'
import { Banner } from './banner.tsx'
import { Button } from './button.tsx'

/** Why something cannot be shown, and that it can be tried again. */
export function Failed({
  failure,
  again,
}: {
  readonly failure: Failure
  readonly again: () => void
}) {
  const { states, acts } = useWords()
  if (failure.why === 'ended') return null
  const act = (
    <Button compact className="unprinted" onClick={again}>
      {acts.again}
    </Button>
  )
  if (failure.why === 'problem') {
    const { detail, requestId } = failure.problem
    return (
      <Banner kind="bad" title={states.failed} act={act}>
        {detail === '' ? null : <p>{detail}</p>}
        {requestId === '' ? null : <p className="small soft">{states.request(requestId)}</p>}
      </Banner>
    )
  }
  return (
    <Banner kind="bad" title={states[failure.why]} act={act}>
      <p>{states[`${failure.why}More`]}</p>
    </Banner>
  )
}
