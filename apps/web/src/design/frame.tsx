import { type ReactNode, useEffect, useState } from 'react'
import { signOut } from '../session/sign-in.ts'
import { useSession } from '../session/use-session.ts'
import { type Theme, useSettings } from '../settings/settings.tsx'
import { LANGUAGES } from '../words/words.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Choices } from './field.tsx'

interface Props {
  readonly title: string
  /** Beside the settings. */
  readonly tools?: ReactNode
  readonly children: ReactNode
}

/** What every page has around it. */
export function Frame({ title, tools, children }: Props) {
  const { words } = useSettings()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    document.title = `${title} · ${words.brand}`
  }, [title, words])
  return (
    <div className="frame">
      <a className="button main skip" href="#content">
        {words.skip}
      </a>
      <header className="top">
        <div>
          <a className="brand" href={location.pathname}>
            <img src="/icon.svg" alt="" width="32" height="32" />
            <span>{title}</span>
          </a>
          {tools}
          <Button look="plain" compact className="unprinted" onClick={() => setOpen(true)}>
            {words.acts.settings}
          </Button>
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      {open ? <SettingsDialog onClose={() => setOpen(false)} /> : null}
    </div>
  )
}

function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { words, language, theme, setLanguage, setTheme } = useSettings()
  const session = useSession()
  const themes = Object.entries(words.settings.themes) as [Theme, string][]
  return (
    <Dialog title={words.acts.settings} onClose={onClose}>
      <div className="settings">
        <Choices
          label={words.settings.language}
          value={language}
          onChoose={setLanguage}
          options={LANGUAGES.map((each) => ({
            value: each,
            text: words.languages[each],
            lang: each,
          }))}
        />
        <Choices
          label={words.settings.theme}
          value={theme}
          onChoose={setTheme}
          options={themes.map(([value, text]) => ({ value, text }))}
        />
        {session.state === 'none' ? null : (
          <div className="field">
            <p className="soft">{words.settings.signedInAs(session.person.name)}</p>
            <Button onClick={() => void signOut()}>{words.acts.signOut}</Button>
          </div>
        )}
      </div>
    </Dialog>
  )
}
