export interface MarkupElement {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
}

const TOKEN =
  /<!doctype html>|<(\/?)([a-z][a-z0-9]*)((?:\s[a-zA-Z0-9:-]+="[^"<>]*")*)>|[^<>]+|[<>]/g
const EMPTY = new Set(['meta'])
const TOLD = new Set(['h1', 'h2', 'p', 'li', 'dt', 'dd', 'th', 'td'])

/** All elements of a page. Throws where a tag is left open, closed twice or a bracket is stray. */
export function elementsOf(html: string): MarkupElement[] {
  return walk(html).elements
}

/** The texts of headings, paragraphs, list items and cells, in order. */
export function textsOf(html: string): string[] {
  return walk(html).texts
}

function walk(html: string) {
  const open: string[] = []
  const elements: MarkupElement[] = []
  const texts: string[] = []
  let text = ''
  for (const [token, slash, tag, written = ''] of html.matchAll(TOKEN)) {
    if (token === '<' || token === '>') throw new Error(`stray ${token} in ${open.join(' ')}`)
    if (tag === undefined) {
      text = token
    } else if (slash === '/') {
      if (open.pop() !== tag) throw new Error(`</${tag}> closes ${open.join(' ')}`)
      if (TOLD.has(tag)) texts.push(unescaped(text))
      text = ''
    } else {
      elements.push({ tag, attributes: attributesOf(written) })
      if (!EMPTY.has(tag)) open.push(tag)
      text = ''
    }
  }
  if (open.length > 0) throw new Error(`left open: ${open.join(' ')}`)
  return { elements, texts }
}

function attributesOf(written: string): Record<string, string> {
  return Object.fromEntries(
    [...written.matchAll(/([a-zA-Z0-9:-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      unescaped(value),
    ]),
  )
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
