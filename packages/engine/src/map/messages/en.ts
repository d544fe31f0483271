import type { MapCatalogue } from './catalogue.ts'

const didYouMean = (meant: string) => (meant === '' ? '' : `did you mean \`${meant}\`? `)
const whole = (path: string) => (path === '' ? 'the mapping' : `\`${path}\``)

export const en: MapCatalogue = {
  mistakes: {
    'not-yaml': () =>
      'this cannot be read as YAML from here on; write `key: value`, one per line, indent with spaces, close quotes and brackets, and put text with `: `, `#`, `{` or `*` in front in quotes',
    'not-a-mapping': () =>
      'the file is not a mapping; write `sources:` and `facts:` at the start of a line each',
    'not-plain': () =>
      'tags, references to other places and lists as keys are not read; write the value itself',
    'key-twice': (p) =>
      `\`${p.key}\` is written twice, first in line ${p.firstLine}; keep one of the two`,
    'unknown-key': (p) =>
      `${whole(p.path)} does not know \`${p.key}\`; ${didYouMean(p.meant)}allowed here: ${p.allowed}`,
    'missing-key': (p) =>
      `${whole(p.path)} lacks \`${p.key}\`; write \`${p.key}: ${p.example}\` or another value`,
    'not-a-map': (p) => `\`${p.path}\` must have keys of its own; write \`${p.example}\``,
    'not-a-list': (p) =>
      `\`${p.path}\` must be a list with something in it; write \`${p.example}\``,
    'not-one-value': (p) =>
      `\`${p.path}\` must be one value that is not empty; write \`${p.example}\` or another value`,
    'unknown-word': (p) =>
      `\`${p.path}\` cannot be \`${p.written}\`; ${didYouMean(p.meant)}write one of: ${p.allowed}`,
    'unknown-source': (p) =>
      `there is no source \`${p.written}\`; ${didYouMean(p.meant)}write one of: ${p.allowed}`,
    'no-files': (p) =>
      `the source \`${p.source}\` names no files; write \`files:\`, or give --source ${p.source}=FILE`,
    'no-such-file': (p) =>
      `no file of the source \`${p.source}\` is at \`${p.files}\`; mend the path, which starts at the mapping's folder, or give --source ${p.source}=FILE`,
    'no-table': (p) => `facts need the table \`${p.table}\`; write what it is made of`,
    'no-facts-column': (p) =>
      `\`${p.table}\` needs the column \`${p.column}\`; write \`${p.column}: \` and what it is made of`,
    'no-head': (p) =>
      `\`${p.path}\` does not say what it is made of; ${didYouMean(p.meant)}write the name of a column, or a map with one of: ${p.allowed}`,
    'several-heads': (p) =>
      `\`${p.path}\` is made of several things at once: ${p.heads}; keep one, and put the other inside it`,
    'no-comparison': (p) =>
      `\`${p.path}\` does not test its column; write one of: is, isNot, in, notIn, empty, above, atLeast, below, atMost`,
    'unknown-column': (p) =>
      `\`${p.file}\` has no column \`${p.column}\`; ${didYouMean(p.meant)}write a name as its header has it, or a fixed text as \`{text: ${p.column}}\``,
    'column-twice': (p) =>
      `\`${p.file}\` has several columns \`${p.column}\`; give them names of their own with \`header:\` and take the header row off`,
    'name-taken': (p) => `\`${p.name}\` is a column of \`${p.file}\` already; choose another name`,
    'bad-form': (p) =>
      `\`${p.path}\` is \`${p.written}\`, which does not say each part of the date once; write it with YYYY, MM or M, and DD or D for days, such as \`${p.example}\``,
    'bad-constant': (p) =>
      `\`${p.path}\` is \`${p.written}\`, not ${KINDS[p.type] ?? p.type}; write it such as \`${p.example}\``,
    'wrong-type': (p) =>
      `\`${p.path}\` is ${KINDS[p.have] ?? p.have} where ${KINDS[p.want] ?? p.want} is needed; take firstDay or lastDay of a month for a day, month of a day for a month, or another column`,
    'share-without-each': (p) =>
      `\`${p.path}\` is a share, but of no months; write \`each:\` beside \`columns:\` and take the share there, not among the values of a source`,
    'bad-template': (p) =>
      `\`${p.path}\` is \`${p.written}\`, with a brace that has no partner; write \`{column}\` for a column, \`{{\` and \`}}\` for braces`,
    circle: (p) => `\`${p.name}\` is made of itself; make it of columns of the file`,
    'no-wide-column': (p) =>
      `\`${p.file}\` has no column that is a month as \`${p.written}\` says; write it as the header has it, such as \`M{YYYYMM}\``,
    'wide-without-year': (p) =>
      `\`${p.written}\` says months without a year; write \`year:\` and the column that holds it`,
    'float-amount': (p) =>
      `\`${p.column}\` of \`${p.file}\` is ${p.type}, in which amounts are not exact; deliver it as DECIMAL, whole numbers or text`,
  },
  reasons: {
    missing: (c) =>
      `\`${c.into}\` would be empty, from \`${c.column}\`; fill it, or map another column`,
    'malformed-date': (c) =>
      `\`${c.column}\` is \`${c.value}\`, not a day in the form of the mapping; mend it, or add its form`,
    'malformed-month': (c) =>
      `\`${c.column}\` is \`${c.value}\`, not a month in the form of the mapping; mend it, or add its form`,
    'malformed-amount': (c) =>
      `\`${c.column}\` is \`${c.value}\`, not an amount; write digits with at most one point`,
    'malformed-number': (c) =>
      `\`${c.column}\` is \`${c.value}\`, not a whole number; write digits`,
    'not-whole-fen': (c) =>
      `\`${c.column}\` is \`${c.value}\`, which is not whole fen; check the unit, or say \`round\` in the mapping`,
    'unknown-code': (c) =>
      `\`${c.column}\` has the code \`${c.value}\`, which the mapping does not translate; add it to codes, or write else`,
    'unknown-word': (c) =>
      `\`${c.column}\` is \`${c.value}\`, which \`${c.into}\` does not know; translate it with codes`,
    'too-many-months': (c) =>
      `from \`${c.column}\` \`${c.value}\` on there would be more than 1,200 months; mend the first or the last`,
  },
}

const KINDS: Readonly<Record<string, string>> = {
  text: 'a text',
  date: 'a day',
  month: 'a month',
  amount: 'an amount',
  number: 'a whole number',
}
