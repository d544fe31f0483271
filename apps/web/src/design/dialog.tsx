import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useWords } from '../settings/settings.tsx'
import { Button } from './button.tsx'

interface Props {
  readonly title: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Over the page while it is there; the browser holds the focus in it and gives it back. */
export function Dialog({ title, onClose, children }: Props) {
  const words = useWords()
  const heading = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const { current } = dialog
    const before = document.activeElement
    current?.showModal()
    return () => {
      current?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div>
        <header>
          <h2 id={heading}>{title}</h2>
          <Button look="plain" compact onClick={onClose}>
            {words.acts.close}
          </Button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
