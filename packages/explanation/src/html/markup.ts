import { printable } from '../printable.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text as it may stand between tags and inside a quoted attribute. */
function escape(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

type Attributes = Readonly<Record<string, string | number>>

/** An element; `content` is markup already. */
export function element(name: string, attributes: Attributes, content: string): string {
  return `${tag(name, attributes)}${content}</${name}>`
}

/** A start tag, or an element that has no content. */
export function tag(name: string, attributes: Attributes): string {
  const written = Object.entries(attributes).map(
    ([attribute, value]) => ` ${attribute}="${escape(String(value))}"`,
  )
  return `<${name}${written.join('')}>`
}

/** An element of drawn text; `text` is not markup yet. */
export function textElement(name: string, attributes: Attributes, text: string): string {
  return element(name, attributes, escape(text))
}
