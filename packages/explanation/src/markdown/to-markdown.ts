import type { Language } from '@dipper/policy'
import type { Explanation } from '../explanation.ts'
import type { Block, Facts, Section, Table } from '../page/page.ts'
import { toPage } from '../page/to-page.ts'
import { printable } from '../printable.ts'

/** GitHub-flavoured Markdown; every name from outside is escaped. */
export function toMarkdown(explanation: Explanation, language: Language): string {
  const { title, headline, notices, sections } = toPage(explanation, language)
  const head = [
    `# ${escape(title)}`,
    ...notices.map((notice) => `> ${escape(notice)}`),
    `**${escape(headline)}**`,
  ]
  return `${[...head, ...sections.flatMap(sectionParts)].join('\n\n')}\n`
}

function sectionParts({ title, sentences, blocks }: Section): string[] {
  const said = sentences.map((sentence) => `- ${escape(sentence)}`).join('\n')
  return [`## ${escape(title)}`, said, ...blocks.map(blockText)].filter((part) => part !== '')
}

function blockText(block: Block): string {
  if (block.type === 'facts') return factsTable(block)
  return block.type === 'table' ? tableText(block) : ''
}

function factsTable({ facts }: Facts): string {
  const rows = facts.map(({ label, value }) => tableRow([`**${escape(label)}**`, escape(value)]))
  return ['| | |', '| :-- | :-- |', ...rows].join('\n')
}

function tableText({ columns, rows, footer }: Table): string {
  const aligns = columns.map(({ align }) => (align === 'right' ? '--:' : ':--'))
  return [
    tableRow(columns.map(({ title }) => escape(title))),
    tableRow(aligns),
    ...rows.map(({ cells }) => tableRow(cells.map(escape))),
    ...(footer === null ? [] : [tableRow(footer.map((cell) => `**${escape(cell)}**`))]),
  ].join('\n')
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function escape(text: string): string {
  return printable(text)
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
}
