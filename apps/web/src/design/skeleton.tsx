import { useWords } from '../settings/settings.tsx'

/** Holds the place of what is being asked for. */
export function Skeleton({ lines = 3 }: { readonly lines?: number }) {
  const words = useWords()
  return (
    <div className="skeleton" role="status">
      {Array.from({ length: lines }, (_, line) => (
        <i key={line} aria-hidden="true" />
      ))}
      <span className="hidden">{words.states.waiting}</span>
    </div>
  )
}
