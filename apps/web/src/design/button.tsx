import type { ButtonHTMLAttributes } from 'react'

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  /** `main` is what one comes for; `plain` stands beside. */
  readonly look?: 'main' | 'plain'
  readonly compact?: boolean
  readonly busy?: boolean
  /** It can still be reached, so that whoever cannot see it hears of it. */
  readonly off?: boolean
}

export function Button({ look, compact, busy, off, className, onClick, ...more }: Props) {
  const idle = busy === true || off === true
  const names = ['button', look, compact === true ? 'compact' : undefined, className]
  return (
    <button
      type="button"
      {...more}
      className={names.filter(Boolean).join(' ')}
      aria-disabled={idle || undefined}
      aria-busy={busy || undefined}
      onClick={idle ? (event) => event.preventDefault() : onClick}
    />
  )
}
