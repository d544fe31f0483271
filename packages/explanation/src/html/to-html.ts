import type { Language } from '@dipper/policy'
import type { Explanation } from '../explanation.ts'
import type { Block, Facts, Page, Section, Table, TableColumn } from '../page/page.ts'
import { toPage } from '../page/to-page.ts'
import { chart } from './charts.ts'
import { element, tag, textElement } from './markup.ts'
import { STYLE } from './style.ts'

const NOTHING_FROM_OUTSIDE = "default-src 'none'; style-src 'unsafe-inline'"

/** One page that stands alone: no scripts, nothing loaded, every name from outside escaped. */
export function toHtml(explanation: Explanation, language: Language): string {
  const page = toPage(explanation, language)
  const html = element('html', { lang: language }, `\n${head(page)}\n${body(page)}\n`)
  return `<!doctype html>\n${html}\n`
}

function head({ title }: Page): string {
  return element(
    'head',
    {},
    [
      tag('meta', { charset: 'utf-8' }),
      tag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      tag('meta', { 'http-equiv': 'Content-Security-Policy', content: NOTHING_FROM_OUTSIDE }),
      textElement('title', {}, title),
      element('style', {}, STYLE),
    ].join('\n'),
  )
}

function body({ title, headline, notices, sections }: Page): string {
  const top = [
    textElement('h1', {}, title),
    ...notices.map((notice) => textElement('p', { class: 'notice', role: 'note' }, notice)),
    textElement('p', { class: 'headline' }, headline),
  ]
  const parts = [element('header', {}, top.join('\n')), ...sections.map(section)]
  return element('body', {}, element('main', {}, parts.join('\n')))
}

function section({ name, title, sentences, blocks }: Section): string {
  const said = sentences.map((sentence) => textElement('li', {}, sentence)).join('\n')
  const parts = [
    textElement('h2', { id: name }, title),
    ...(said === '' ? [] : [element('ul', {}, said)]),
    ...blocks.map((block) => blockMarkup(block, title)),
  ]
  return element('section', { 'aria-labelledby': name }, parts.join('\n'))
}

function blockMarkup(block: Block, title: string): string {
  if (block.type === 'facts') return factList(block)
  return block.type === 'table' ? tableMarkup(block, title) : chart(block)
}

function factList({ facts }: Facts): string {
  const items = facts.map(
    ({ label, value }) => textElement('dt', {}, label) + textElement('dd', {}, value),
  )
  return element('dl', {}, items.join('\n'))
}

/** A table scrolls by itself where the screen is narrower, by keyboard too. */
function tableMarkup({ columns, rows, footer }: Table, title: string): string {
  const heads = columns.map((column) =>
    textElement('th', { scope: 'col', ...sideOf(column) }, column.title),
  )
  const parts = [
    element('thead', {}, element('tr', {}, heads.join(''))),
    element('tbody', {}, rows.map((row) => tableRow(row.cells, columns, row.marked)).join('\n')),
    ...(footer === null ? [] : [element('tfoot', {}, tableRow(footer, columns, false))]),
  ]
  const scroll = { class: 'scroll', role: 'region', tabindex: 0, 'aria-label': title }
  return element('div', scroll, element('table', {}, parts.join('\n')))
}

function tableRow(
  cells: readonly string[],
  columns: readonly TableColumn[],
  marked: boolean,
): string {
  const written = cells.map((cell, index) =>
    index === 0
      ? textElement('th', { scope: 'row' }, cell)
      : textElement('td', sideOf(columns[index]), cell),
  )
  return element('tr', marked ? { class: 'marked' } : {}, written.join(''))
}

function sideOf(column: TableColumn | undefined): Readonly<Record<string, string>> {
  return column?.align === 'right' ? { class: 'right' } : {}
}
