import type { ReactNode } from 'react'
import { goTo, idOf, PARTS, type PartName } from './parts.ts'
import { useDeskWords } from './words/words.ts'

/** A part that can be gone to. */
export function Part({
  name,
  className = '',
  children,
}: {
  readonly name: PartName
  readonly className?: string
  readonly children: ReactNode
}) {
  const { parts } = useDeskWords()
  return (
    <div
      id={idOf(name)}
      className={`part ${className}`}
      role="group"
      aria-label={parts[name]}
      tabIndex={-1}
    >
      {children}
    </div>
  )
}

/** Goes to each part that is there, and says by which key. */
export function Jumps({ without }: { readonly without: readonly PartName[] }) {
  const { parts } = useDeskWords()
  return (
    <nav className="jumps unprinted" aria-label={parts.label}>
      <ul>
        {PARTS.map((name, index) =>
          without.includes(name) ? null : (
            <li key={name}>
              <a
                href={`#${idOf(name)}`}
                onClick={(event) => {
                  event.preventDefault()
                  goTo(name)
                }}
              >
                <kbd aria-hidden="true">{index + 1}</kbd>
                {parts[name]}
              </a>
            </li>
          ),
        )}
      </ul>
    </nav>
  )
}
