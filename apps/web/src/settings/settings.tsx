import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { Language } from '../api/answers.ts'
import { LANGUAGES, type Words, wordsIn } from '../words/words.ts'

export type Theme = 'system' | 'light' | 'dark'
const THEMES: readonly Theme[] = ['system', 'light', 'dark']

export interface Settings {
  readonly language: Language
  readonly theme: Theme
  readonly words: Words
  readonly setLanguage: (language: Language) => void
  readonly setTheme: (theme: Theme) => void
}

const LANGUAGE = 'dipper.language'
const THEME = 'dipper.theme'

const Context = createContext<Settings | null>(null)

/** Language and theme of the pages, kept on this device. */
export function SettingsOnPage({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage)
  const [theme, setTheme] = useState(firstTheme)
  useEffect(() => {
    localStorage.setItem(LANGUAGE, language)
    document.documentElement.lang = language
  }, [language])
  useEffect(() => {
    localStorage.setItem(THEME, theme)
    applyTheme(theme)
  }, [theme])
  const settings = useMemo(
    () => ({ language, theme, words: wordsIn(language), setLanguage, setTheme }),
    [language, theme],
  )
  return <Context value={settings}>{children}</Context>
}

export function useSettings(): Settings {
  const settings = useContext(Context)
  if (settings === null) throw new Error('no SettingsOnPage above')
  return settings
}

/** The words of the page in its language. */
export function useWords(): Words {
  return useSettings().words
}

/** Before the first view, so that it does not change its colours. */
export function applyTheme(theme: Theme = firstTheme()): void {
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset['theme']
  else dataset['theme'] = theme
}

function firstTheme(): Theme {
  const kept = localStorage.getItem(THEME)
  return THEMES.find((theme) => theme === kept) ?? 'system'
}

/** As chosen, or as the device says; Chinese for whoever reads none of the three. */
function firstLanguage(): Language {
  const kept = localStorage.getItem(LANGUAGE)
  const chosen = LANGUAGES.find((language) => language === kept)
  if (chosen !== undefined) return chosen
  for (const wanted of navigator.languages) {
    if (/^zh-(TW|HK|MO|Hant)/i.test(wanted)) return 'zh-TW'
    if (/^zh/i.test(wanted)) return 'zh-CN'
    if (/^en/i.test(wanted)) return 'en'
  }
  return 'zh-CN'
}
