import { type ReactNode, useId } from 'react'

interface Props {
  readonly title: ReactNode
  /** Beside the title. */
  readonly aside?: ReactNode
  readonly id?: string
  readonly className?: string
  readonly children: ReactNode
}

/** A part of a page with its heading. */
export function Card({ title, aside, id, className, children }: Props) {
  const heading = useId()
  return (
    <section
      className={className === undefined ? 'card' : `card ${className}`}
      aria-labelledby={heading}
      {...(id === undefined ? {} : { id })}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  )
}
