const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
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

/** An element of text that is not markup yet. */
export function textElement(name: string, attributes: Attributes, text: string): string {
  return element(name, attributes, escape(text))
}

/** Names from outside, without what could move the cursor, break a line or turn the writing. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '\ufffd')
}

/** What names from outside may not do besides: end an element or an attribute. */
function escape(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
