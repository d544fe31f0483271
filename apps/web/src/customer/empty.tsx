import { Dipper } from '../design/dipper.tsx'
import { useWords } from '../settings/settings.tsx'

export function NotCustomer() {
  const { states } = useWords()
  return (
    <div className="message night">
      <Dipper lit={0} />
      <h1>{states.notCustomer}</h1>
      <p className="soft">{states.notCustomerMore}</p>
      <a className="button main on-night" href="/desk">
        {states.toDesk}
      </a>
    </div>
  )
}

export function NoStarYet() {
  const { star } = useWords()
  return (
    <div className="message night">
      <Dipper lit={0} />
      <h1>{star.missing}</h1>
      <p className="soft">{star.missingMore}</p>
    </div>
  )
}
