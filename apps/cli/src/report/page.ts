import { element, tag, textElement } from './markup.ts'
import { STYLE } from './style.ts'

const NOTHING_FROM_OUTSIDE = "default-src 'none'; style-src 'unsafe-inline'"

interface PageParts {
  readonly language: string
  readonly title: string
  /** Rules of this page alone. */
  readonly style?: string
  /** Markup of all that it shows. */
  readonly parts: readonly string[]
}

/** A page that stands alone: no scripts, nothing loaded, every name from outside escaped. */
export function htmlPage({ language, title, style = '', parts }: PageParts): string {
  const main = element('body', {}, element('main', {}, parts.join('\n')))
  const html = `\n${head(title, style)}\n${main}\n`
  return `<!doctype html>\n${element('html', { lang: language }, html)}\n`
}

function head(title: string, style: string): string {
  const parts = [
    tag('meta', { charset: 'utf-8' }),
    tag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    tag('meta', { 'http-equiv': 'Content-Security-Policy', content: NOTHING_FROM_OUTSIDE }),
    textElement('title', {}, title),
    element('style', {}, STYLE + style),
  ]
  return element('head', {}, parts.join('\n'))
}

/** A part of the page under a heading of its own. */
export function section(name: string, heading: string, content: string): string {
  return element(
    'section',
    { 'aria-labelledby': name },
    [textElement('h2', { id: name }, heading), content].join('\n'),
  )
}

/** What opens where its summary is touched. */
export function folded(summary: string, content: string): string {
  return element('details', {}, `${textElement('summary', {}, summary)}\n${content}`)
}

/** Label and value, side by side. */
export function factList(facts: readonly (readonly [label: string, value: string])[]): string {
  const list = facts.map(
    ([label, value]) => textElement('dt', {}, label) + textElement('dd', {}, value),
  )
  return element('dl', { class: 'facts' }, list.join('\n'))
}
