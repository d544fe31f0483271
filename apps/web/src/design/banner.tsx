import type { ReactNode } from 'react'

interface Props {
  readonly kind?: 'good' | 'bad' | 'note'
  readonly title?: ReactNode
  readonly children?: ReactNode
  /** What can be done about it. */
  readonly act?: ReactNode
}

/** Something to know. What is wrong is said at once, the rest when there is time. */
export function Banner({ kind, title, children, act }: Props) {
  return (
    <div
      className={kind === undefined ? 'banner' : `banner ${kind}`}
      role={kind === 'bad' ? 'alert' : 'status'}
    >
      <div>
        {title === undefined ? null : <strong>{title}</strong>}
        {children}
      </div>
      {act}
    </div>
  )
}

export function Tag({
  kind,
  children,
}: Pick<Props, 'children'> & { readonly kind?: Props['kind'] }) {
  return <span className={kind === undefined ? 'tag' : `tag ${kind}`}>{children}</span>
}
