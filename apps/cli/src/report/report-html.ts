import type { RunManifest, RunMonth } from '@dipper/engine'
import type { Language } from '@dipper/policy'
import { grouped, sum } from '../numbers.ts'
import { cards } from './cards.ts'
import { outcomesCompared, starsCompared } from './compared.ts'
import { factsRead } from './facts.ts'
import { element, tag, textElement } from './markup.ts'
import { monthByMonth } from './months.ts'
import { movesTable } from './moves.ts'
import { digests, inputsRead, policyUsed } from './origin.ts'
import { peopleTable } from './people.ts'
import { STYLE } from './style.ts'
import { timeByPhase } from './time.ts'
import { type Said, saidIn } from './words/index.ts'
import type { Heading } from './words/words.ts'

const NOTHING_FROM_OUTSIDE = "default-src 'none'; style-src 'unsafe-inline'"

/**
 * What a run found, as one page that stands alone: no scripts, nothing loaded, every name from
 * outside escaped. It leads with the last month assessed.
 */
export function reportHtml(manifest: RunManifest, language: Language): string {
  const said = saidIn(language)
  const title = said.report.title({ run: grouped(manifest.run), policy: manifest.policy })
  const html = `\n${head(title)}\n${body(title, manifest, said)}\n`
  return `<!doctype html>\n${element('html', { lang: language }, html)}\n`
}

function head(title: string): string {
  const parts = [
    tag('meta', { charset: 'utf-8' }),
    tag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    tag('meta', { 'http-equiv': 'Content-Security-Policy', content: NOTHING_FROM_OUTSIDE }),
    textElement('title', {}, title),
    element('style', {}, STYLE),
  ]
  return element('head', {}, parts.join('\n'))
}

function body(title: string, manifest: RunManifest, said: Said): string {
  const { months } = manifest
  const last = months.at(-1)
  const section = (name: Heading, content: string) =>
    element(
      'section',
      { 'aria-labelledby': name },
      [textElement('h2', { id: name }, said.report.headings[name]), content].join('\n'),
    )
  const parts = [
    header(title, manifest, said),
    ...(last === undefined
      ? []
      : [
          section('stars', starsCompared(last, said)),
          section('outcomes', outcomesCompared(last, said)),
          section('moves', movesTable(last, said)),
          section('people', peopleTable(last, said)),
          section('months', monthByMonth(months, said)),
        ]),
    section('facts', factsRead(manifest, said)),
    section('time', timeByPhase(manifest, said)),
    section('policy', policyUsed(manifest, said)),
    section('digests', digests(manifest, said)),
    section('inputs', inputsRead(manifest, said)),
  ]
  return element('body', {}, element('main', {}, parts.join('\n')))
}

function header(title: string, manifest: RunManifest, said: Said): string {
  const { words, report } = said
  const { already, months } = manifest
  const last = months.at(-1)
  const spanOf = (texts: readonly string[]) => words.months(texts[0] ?? '', texts.at(-1) ?? '')
  const parts = [textElement('h1', {}, title)]
  if (last === undefined) {
    const nothing = report.nothing({ span: spanOf(already) })
    parts.push(textElement('p', { class: 'headline' }, nothing))
  } else {
    const span = spanOf(months.map(({ month }) => month))
    parts.push(
      textElement('p', { class: 'headline' }, headline(last, report)),
      textElement('p', { class: 'soft' }, report.assessed({ months: months.length, span })),
      cards(manifest, last, said),
    )
  }
  return element('header', {}, parts.join('\n'))
}

function headline({ month, customers, stars }: RunMonth, report: Said['report']): string {
  const rated = sum(stars.slice(1))
  return report.headline({ month, rows: grouped(customers), rated: grouped(rated) })
}
