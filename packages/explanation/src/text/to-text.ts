import type { Language } from '@dipper/policy'
import type { Explanation } from '../explanation.ts'
import type { Block, Fact, Page, Section } from '../page/page.ts'
import { toPage } from '../page/to-page.ts'
import { tableLines } from './table.ts'
import { displayWidth, padEnd } from './width.ts'
import { wrap } from './wrap.ts'

const WIDTH = 100

/** For a terminal: aligned tables, lines of at most `width` columns (100), no colours. */
export function toText(
  explanation: Explanation,
  language: Language,
  { width = WIDTH }: { readonly width?: number } = {},
): string {
  const page = toPage(explanation, language)
  return `${[headLines(page, width), ...page.sections.map((each) => sectionLines(each, width))]
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function headLines({ title, headline, notices }: Page, width: number): string[] {
  const said = [...notices, headline].flatMap((text) => ['', ...wrap(text, width)])
  const lines = wrap(title, width)
  return [...lines, '='.repeat(Math.max(...lines.map(displayWidth))), ...said]
}

function sectionLines({ title, sentences, blocks }: Section, width: number): string[] {
  const said = sentences.flatMap((text) => bullet(text, width))
  const drawn = blocks.flatMap((block) => {
    const lines = blockLines(block, width)
    return lines.length === 0 ? [] : ['', ...lines]
  })
  const head = [title, '-'.repeat(displayWidth(title)), ...said]
  return said.length === 0 ? [...head, ...drawn.slice(1)] : [...head, ...drawn]
}

function bullet(text: string, width: number): string[] {
  return wrap(text, width - 2).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`))
}

function blockLines(block: Block, width: number): string[] {
  if (block.type === 'facts') return factLines(block.facts, width)
  return block.type === 'table' ? tableLines(block, width) : []
}

function factLines(facts: readonly Fact[], width: number): string[] {
  const indent = Math.max(...facts.map(({ label }) => displayWidth(label))) + 2
  return facts.flatMap(({ label, value }) =>
    wrap(value, width - indent).map(
      (line, index) => padEnd(index === 0 ? label : '', indent) + line,
    ),
  )
}
