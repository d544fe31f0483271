import type { RefObject } from 'react'
import { Button } from '../design/button.tsx'
import { useAnnounce } from './announce.tsx'
import { useDeskWords } from './words/words.ts'

/** Copies the text of an element; selects it where the browser does not let it be copied. */
export function useCopy(of: RefObject<HTMLElement | null>): () => Promise<void> {
  const { say } = useDeskWords()
  const announce = useAnnounce()
  return async () => {
    const element = of.current
    if (element === null) return
    try {
      await navigator.clipboard.writeText(element.innerText)
      announce(say.copied)
    } catch {
      getSelection()?.selectAllChildren(element)
      announce(say.selected)
    }
  }
}

interface Props {
  readonly title: string
  readonly of: RefObject<HTMLElement | null>
  /** The single key that does the same. */
  readonly hint?: string
}

export function CopyButton({ title, of, hint }: Props) {
  const { say } = useDeskWords()
  const copy = useCopy(of)
  return (
    <Button compact look="plain" className="unprinted copy" onClick={() => void copy()}>
      {say.copy}
      <span className="hidden">{title}</span>
      {hint === undefined ? null : <kbd aria-hidden="true">{hint}</kbd>}
    </Button>
  )
}
