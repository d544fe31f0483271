import { type Explanation, headline, type ReasonCode, sentences } from '@dipper/explanation'
import { element, textElement } from '../../report/markup.ts'
import { folded } from '../../report/page.ts'
import { changeText } from '../deciding.ts'
import { regionName, settingName } from '../settings.ts'
import type { Deciding, ExplainedExample } from '../what-if.ts'
import type { WhatIfSaid } from '../words/index.ts'

/** Which document answered does not tell the two sides apart: the setting that decided does. */
const OF_POLICY: readonly ReasonCode[] = ['policy-document', 'policy-overlay', 'assumed-values']

type Maybe = Explanation | null

/** Customers by name, each to be opened: what decided, and both explanations side by side. */
export function examplesOf(examples: readonly ExplainedExample[], said: WhatIfSaid): string {
  if (examples.length === 0) return textElement('p', {}, said.whatIf.notes.noExamples)
  return examples.map((each, index) => exampleShown(each, index === 0, said)).join('\n')
}

function exampleShown(example: ExplainedExample, open: boolean, said: WhatIfSaid): string {
  const { words, whatIf } = said
  const { customerId, inForce, draft, region, segment, deciding } = example
  const named = [
    regionName(region, whatIf),
    whatIf.segments[segment],
    ...deciding.settings.map(({ path }) => settingName(path, said)),
  ]
  const summary = [
    textElement('strong', {}, `${customerId} · ${words.star(inForce)} → ${words.star(draft)}`),
    textElement('span', { class: 'soft' }, ` · ${named.join(' · ')}`),
  ]
  const content = [
    element('summary', {}, summary.join('')),
    decidingShown(deciding, said),
    sides(example, said, (own, other) => answered(own, other, said)),
    folded(
      whatIf.labels.allSentences,
      sides(example, said, (own) => list(sentences(own, words.language))),
    ),
  ]
  return element('details', { class: 'example', ...(open ? { open: '' } : {}) }, content.join('\n'))
}

function decidingShown({ how, settings }: Deciding, said: WhatIfSaid): string {
  const items = settings.map((each) => {
    const parts = [
      textElement('strong', {}, changeText(each, said)),
      textElement('code', {}, ` ${each.path}`),
    ]
    return element('li', {}, parts.join(''))
  })
  const parts = [
    textElement(
      'p',
      {},
      said.whatIf.deciding[how === 'alone' && settings.length === 1 ? 'one' : how],
    ),
    element('ul', {}, items.join('\n')),
  ]
  return element('div', { class: 'deciding' }, parts.join('\n'))
}

/** In force and under the draft beside each other, where the screen has room. */
function sides(
  { inForceExplanation, draftExplanation }: ExplainedExample,
  { whatIf }: WhatIfSaid,
  show: (own: Explanation, other: Maybe) => string,
): string {
  const side = (title: string, own: Maybe, other: Maybe) => {
    const content =
      own === null ? textElement('p', { class: 'says' }, whatIf.notes.noRow) : show(own, other)
    return element('div', {}, [textElement('h4', {}, title), content].join('\n'))
  }
  const both = [
    side(whatIf.labels.inForce, inForceExplanation, draftExplanation),
    side(whatIf.labels.draft, draftExplanation, inForceExplanation),
  ]
  return element('div', { class: 'sides' }, both.join('\n'))
}

/** The answer, how the growth value comes about, and what the other explanation does not say. */
function answered(own: Explanation, other: Maybe, { words, whatIf }: WhatIfSaid): string {
  const others = new Set(other === null ? [] : sentences(other, words.language))
  const said = sentences(own, words.language).map((text, index) => ({
    text,
    code: own.reasons[index]?.code as ReasonCode,
  }))
  const formula = said.filter(({ code }) => code === 'growth-value')
  const onlyHere = said.filter(
    ({ text, code }) => !others.has(text) && code !== 'growth-value' && !OF_POLICY.includes(code),
  )
  return [
    textElement('p', { class: 'says' }, headline(own, words.language)),
    ...formula.map(({ text }) => textElement('p', {}, text)),
    ...(onlyHere.length === 0
      ? []
      : [
          textElement('p', { class: 'soft' }, whatIf.labels.onlyHere),
          list(onlyHere.map(({ text }) => text)),
        ]),
  ].join('\n')
}

function list(all: readonly string[]): string {
  return element('ul', {}, all.map((each) => textElement('li', {}, each)).join('\n'))
}
