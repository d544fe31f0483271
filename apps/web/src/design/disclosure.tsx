import { type ReactNode, useState } from 'react'

interface Props {
  readonly summary: ReactNode
  /** Made when it is first opened. */
  readonly children: () => ReactNode
  readonly open?: boolean
}

export function Disclosure({ summary, children, open = false }: Props) {
  const [opened, setOpened] = useState(open)
  return (
    <details
      className="disclosure"
      open={open}
      onToggle={(event) => {
        if (event.currentTarget.open) setOpened(true)
      }}
    >
      <summary>{summary}</summary>
      {opened ? <div>{children()}</div> : null}
    </details>
  )
}
