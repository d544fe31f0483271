import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

interface Keys {
  /** Single keys do something. Whoever speaks to the computer turns them off. */
  readonly on: boolean
  readonly setOn: (on: boolean) => void
}

const KEPT = 'dipper.desk.keys'
const Context = createContext<Keys>({ on: true, setOn: () => undefined })

export function KeysOnPage({ children }: { readonly children: ReactNode }) {
  const [on, setOn] = useState(() => localStorage.getItem(KEPT) !== 'off')
  useEffect(() => localStorage.setItem(KEPT, on ? 'on' : 'off'), [on])
  const keys = useMemo(() => ({ on, setOn }), [on])
  return <Context value={keys}>{children}</Context>
}

export function useKeysOn(): Keys {
  return useContext(Context)
}

/** Acts on single keys, unless somebody writes in a field, or a dialog is open. */
export function useKeys(acts: Readonly<Record<string, () => void>>): void {
  const { on } = useKeysOn()
  useEffect(() => {
    if (!on) return
    const pressed = (event: KeyboardEvent) => {
      const act = acts[event.key]
      if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.isComposing || writes(event.target) || document.querySelector('dialog[open]'))
        return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [acts, on])
}

function writes(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select') !== null
}
