import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'

const Context = createContext<(text: string) => void>(() => undefined)

/** Says what has happened to whoever does not see it. */
export function Announced({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState({ text: '', times: 0 })
  const tell = useCallback(
    (text: string) => setSaid(({ times }) => ({ text, times: times + 1 })),
    [],
  )
  return (
    <Context value={tell}>
      {children}
      <div className="hidden" role="status" id="said">
        <p key={said.times}>{said.text}</p>
      </div>
    </Context>
  )
}

export function useAnnounce(): (text: string) => void {
  return useContext(Context)
}
