import { type Catalogue, keyPath } from './catalogue.ts'

const didYouMean = (meant: string) => (meant === '' ? '' : `did you mean \`${meant}\`? `)
const months = (from: string, through: string) =>
  from === through ? `month ${from}` : `months ${from} to ${through}`

export const en: Catalogue = {
  over: (documents) => `laid over ${documents}: `,
  sentences: {
    'no-document': () =>
      'no national document is here; write one named after its first month, such as `2016-01.yaml`',
    'misplaced-file': () =>
      'a programme does not read a file in this place; name a document `<month>.yaml` at the top of the folder and an overlay `overlays/<region>/<month>.yaml`, and put cases under `cases/`',
    'file-name': (p) =>
      `the file name \`${p.name}\` is not a month; name the file after its effectiveFrom, such as \`2016-01.yaml\``,
    'no-such-month': (p) =>
      `month ${p.month} does not exist; write a month from 01 to 12, such as \`2016-01\``,
    syntax: () =>
      'this cannot be read as YAML from here on; write `key: value`, one per line, and put text with `: `, `#` or brackets in quotes',
    tab: () => 'the line is indented with a tab; indent with spaces',
    unclosed: () => 'a bracket, brace or quote opened before is not closed; close it',
    'empty-file': () =>
      'the file says nothing; write a policy document or an overlay, or remove the file',
    'several-documents': () =>
      'a second document begins here; write one document per file, without `---` between',
    'not-a-document': () =>
      'the file is not a map of keys to values; begin with `policy:` at the start of a line',
    'duplicate-key': (p) =>
      `\`${p.key}\` is written twice, first in line ${p.firstLine}; keep one of the two`,
    'key-not-text': () => 'a list or map stands where a key belongs; write a name before the colon',
    alias: (p) => `\`*${p.name}\` refers to another place; write the value itself`,
    tag: (p) => `the tag \`${p.tag}\` is not read; write the value without it`,

    'unknown-key': (p) =>
      `\`${keyPath(p)}\` is not in the policy language; ${didYouMean(p.meant)}allowed here: ${p.allowed}`,
    missing: (p) => `\`${p.path}\` is missing; write \`${p.key}: ${p.example}\` or another value`,
    'not-a-map': (p) => `\`${p.path}\` must have keys of its own; write \`${p.example}\``,
    'not-a-list': (p) =>
      `\`${p.path}\` must be a list; write it in square brackets, such as \`${p.example}\``,
    'not-one-value': (p) =>
      `\`${p.path}\` must be one value, not a list or map; write \`${p.example}\` or another value`,
    'not-text': (p) =>
      `\`${p.path}\` is \`${p.written}\`, which is not read as text; put it in quotes, such as \`"${p.written}"\``,
    'not-a-name': (p) =>
      `\`${p.path}\` is \`${p.written}\`; write lower-case letters, digits and hyphens with one slash, such as \`${p.example}\``,
    'not-an-integer': (p) =>
      `\`${p.path}\` is \`${p.written}\`; write a whole number in digits, such as \`${p.example}\``,
    'not-a-decimal': (p) =>
      `\`${p.path}\` is \`${p.written}\`; write a number in digits with at most one point, such as \`${p.example}\``,
    'not-a-flag': (p) => `\`${p.path}\` is \`${p.written}\`; write \`true\` or \`false\``,
    'not-a-month': (p) =>
      `\`${p.path}\` is \`${p.written}\`; write a month as year and two digits, such as \`${p.example}\``,
    'quoted-number': (p) => `\`${p.path}\` is in quotes; write \`${p.written}\` without them`,
    'too-small': (p) => `\`${p.path}\` is ${p.written}; write ${p.bound} or more`,
    'too-large': (p) => `\`${p.path}\` is ${p.written}; write ${p.bound} or less`,
    'unknown-word': (p) =>
      `\`${p.path}\` cannot be \`${p.written}\`; ${didYouMean(p.meant)}write one of: ${p.allowed}`,
    'repeated-word': (p) => `\`${p.path}\` lists \`${p.written}\` twice; write it once`,
    'empty-list': (p) =>
      `\`${p.path}\` is an empty list; list at least one, such as \`${p.example}\``,
    'empty-text': (p) => `\`${p.path}\` is blank; write words, such as \`${p.example}\``,

    'tenure-neither': () =>
      '`growth.tenure` gives neither `perMonth` nor `brackets`; write one of them, such as `perMonth: 10`',
    'tenure-both': () =>
      '`growth.tenure` gives both `perMonth` and `brackets`; keep one and write `null` for the other',
    'brackets-start': (p) =>
      `the first bracket starts at month ${p.from}; write \`from: 0\`, or put a bracket from 0 before it`,
    'brackets-rise': (p) =>
      `this bracket starts at month ${p.from}, the one before at month ${p.before}; brackets must rise, write more than ${p.before}`,
    'brackets-fall': (p) =>
      `this bracket gives ${p.value}, the one before ${p.before}; longer tenure never gives less, write ${p.before} or more`,
    'kind-without-growth': (p) =>
      `\`growth.spend.perYuan\` says nothing of \`${p.kind}\`, which is listed in \`kinds\`; add \`${p.kind}: 1\` or another number`,
    'growth-without-kind': (p) =>
      `\`growth.spend.perYuan\` gives growth for \`${p.kind}\`, but \`kinds\` lists only ${p.kinds}; remove it here or list it there`,
    'thresholds-rise': (p) =>
      `the threshold of ${p.star}★ is ${p.threshold}, that of ${p.star - 1}★ is ${p.before}; thresholds must rise, write more than ${p.before}`,
    'names-count': (p) =>
      `\`${p.path}\` has ${p.names} names for ${p.stars} thresholds; write one name for each star`,
    'cap-without-effect': (p) =>
      `a cap at ${p.atMost}★ lowers nobody where ${p.stars}★ is the highest; write ${p.stars - 1} or less, or remove the cap`,
    'cap-covered': (p) =>
      `this cap (${p.stops} stops, at most ${p.atMost}★) never applies, because the cap for ${p.otherStops} stops already allows at most ${p.otherAtMost}★; remove it, or write fewer stops or a lower star`,

    'source-path': (p) =>
      `no value is named \`${p.path}\`; ${didYouMean(p.meant)}write the path of a value or of a group, such as \`star.thresholds\``,
    'source-missing': (p) =>
      `nothing says where \`${p.path}\` comes from; add \`${p.path}: {source: …, certainty: …}\` to \`sources\`, certainty being official, several, one or assumed`,

    'file-month-differs': (p) =>
      `effectiveFrom is ${p.effectiveFrom}, but the file is named ${p.fileMonth}; write \`effectiveFrom: ${p.fileMonth}\` or rename the file`,
    'region-differs': (p) =>
      `region is \`${p.region}\`, but the folder is named \`${p.folder}\`; write \`region: ${p.folder}\` or move the file`,
    'policy-differs': (p) =>
      `policy is \`${p.policy}\`, but ${p.other} says \`${p.expected}\`; write \`policy: ${p.expected}\`, or move the file to a folder of its own`,
    'transition-missing': (p) =>
      `a document that follows another (${p.before}) must say what happens to holders; write \`transition: keep\` or \`transition: reassess\``,
    'two-documents': (p) =>
      `month ${p.month} is answered by two documents, this one and ${p.other}; keep one, or give this one another month`,
    'documents-overlap': (p) =>
      `${months(p.from, p.through)} would be answered by two documents, this one and ${p.other}; write \`effectiveThrough: ${p.last}\` or leave it out`,
    hole: (p) =>
      `no document answers ${months(p.from, p.through)}, between this one and ${p.next}; write \`effectiveThrough: ${p.through}\`, leave it out, or add a document for ${p.from}`,
    'through-before-from': (p) =>
      `effectiveThrough ${p.effectiveThrough} lies before effectiveFrom ${p.effectiveFrom}; write ${p.effectiveFrom} or later, or leave it out`,

    'overlay-transition': () =>
      'an overlay has no `transition`: a star is judged by the region’s values from the next rise or expiry on; remove it, or change the national document',
    'overlay-through': () =>
      'an overlay has no `effectiveThrough`: it holds until the next overlay of its region; remove it, and end it by an overlay that lists no values',
    'overlay-title': () =>
      'an overlay has no `title`: it bears that of the national document; remove it',
    'overlay-stars': (p) =>
      `the overlay has ${p.thresholds} thresholds, the national document ${p.stars}; a region cannot change the number of stars, write ${p.stars} thresholds`,
    'two-overlays': (p) =>
      `${p.region} has two overlays for month ${p.month}, this one and ${p.other}; keep one, or give this one another month`,
    'overlay-never-applies': (p) =>
      `no national document answers in the months of this overlay of ${p.region}; write an effectiveFrom inside the life of the programme, or remove the file`,
  },

  costs: {
    'costs-empty-file': () =>
      'the file says nothing; write what points and benefits cost, beginning with `costs:`, or remove the file',
    'costs-not-a-document': () =>
      'the file is not a map of keys to values; begin with `costs:` at the start of a line',
    'costs-unknown-key': (p) =>
      `\`${keyPath(p)}\` is no key of a cost file; ${didYouMean(p.meant)}allowed here: ${p.allowed}`,
    'costs-source-path': (p) =>
      `no cost is named \`${p.path}\`; ${didYouMean(p.meant)}write the path of a value or of a group, such as \`points.multiplier\``,
    'costs-name': (p) =>
      `\`${p.path}\` is \`${p.written}\`; write lower-case letters, digits and hyphens, such as \`${p.example}\``,
    'costs-benefit-code': (p) =>
      `\`${p.written}\` is no code of a benefit; write lower-case letters, digits and hyphens, such as \`hotline-priority\``,
    'costs-places': (p) =>
      `\`${p.path}\` is ${p.written}; write at most ${p.places} digits after the point`,
    'costs-lengths': (p) =>
      `\`${p.path}\` lists ${p.values} values, \`points.multiplier\` ${p.multipliers}; write one for each star from 0 to ${p.star}`,
  },

  benefits: {
    'benefits-empty-file': () =>
      'the file says nothing; write a document of benefits or an overlay, beginning with `policy:`, or remove the file',
    'benefits-unknown-key': (p) =>
      `\`${keyPath(p)}\` is not in the benefits language; ${didYouMean(p.meant)}allowed here: ${p.allowed}`,
    'benefits-source-path': (p) =>
      `no value is named \`${p.path}\`; ${didYouMean(p.meant)}write the path of a value or of a group that the file has, such as \`benefits.sim-replacement.limit\``,
    'benefits-code': (p) =>
      `\`${p.written}\` is no code; write lower-case letters, digits and hyphens, such as \`sim-replacement\``,
    'benefits-stars-written': (p) =>
      `\`${p.path}\` is \`${p.written}\`; write the lowest and the highest star, such as \`3..7\`, or a list, such as \`[6, 7]\``,
    'benefits-by-star-key': (p) =>
      `\`${p.path}\` has the key \`${p.written}\`, which is no star; write stars as keys, such as \`{5: 1, 6: 2, 7: 3}\``,
    'benefits-day': (p) =>
      `\`${p.path}\` is \`${p.written}\`; write a day that exists as year, month and day, such as \`${p.example}\``,
    'benefits-multiplier': (p) =>
      `\`points.multiplier\` lists ${p.values} values where ${p.star}★ is the highest; write one for each star from 0 to ${p.star}`,
    'benefits-star-unknown': (p) =>
      `\`${p.path}\` has ${p.star}★ where ${p.stars}★ is the highest; write ${p.stars} or less`,
    'benefits-stars-neither': (p) =>
      `nothing says who has \`${p.path}\`; write \`stars: 3..7\` or another value, or \`entries\` with stars of their own`,
    'benefits-beside-entries': (p) =>
      `\`${p.path}\` has entries, each with rules of its own, and \`${p.key}\` beside them; remove \`${p.key}\`, or write it in the entries`,
    'benefits-star-without-value': (p) =>
      `\`${p.path}\` has no value for ${p.star}★, which has the benefit; add \`${p.star}: …\`, or write one value for all stars`,
    'benefits-value-without-star': (p) =>
      `\`${p.path}\` has a value for ${p.star}★, which does not have the benefit; remove it, or add the star to \`stars\``,
    'benefits-lasts-neither': (p) =>
      `\`${p.path}\` gives neither \`days\` nor \`hours\`; write one of them, such as \`days: 7\``,
    'benefits-lasts-both': (p) =>
      `\`${p.path}\` gives both \`days\` and \`hours\`; keep one and write \`null\` for the other`,
    'benefits-needs': (p) =>
      `\`${p.path}\` cannot be judged without \`${p.needed}\`; write \`${p.example}\` or another value, or change this one`,
    'benefits-offer-through': (p) =>
      `\`${p.path}\` is ${p.through}, before its first day ${p.from}; write ${p.from} or later, or leave it out`,
  },

  variations: {
    'variation-syntax': (p) =>
      `\`${p.written}\` names no setting and values; write for example \`growth.tenure.capMonths=12,36,none\` or \`star.thresholds[6]=7000..9000/500\``,
    'variation-path': (p) =>
      `no setting is named \`${p.path}\`; ${didYouMean(p.meant)}write the path of one value, such as \`growth.tenure.capMonths\` or \`star.thresholds[0]\``,
    'variation-not-one-value': (p) => `\`${p.path}\` is not one value; write one of: ${p.settings}`,
    'variation-empty': (p) =>
      `a value is missing in \`${p.written}\`; write values with commas between them, such as \`12,36,60\``,
    'variation-value': (p) =>
      `\`${p.written}\` is no value to try; write a number, a word of the policy language, \`none\`, or a range with its step, such as \`7000..9000/500\``,
    'variation-step-zero': (p) =>
      `the step of \`${p.written}\` is 0; write how far apart the values are, such as \`7000..9000/500\``,
    'variation-step-away': (p) =>
      `\`${p.written}\` leads away from ${p.through}; write \`${p.instead}\``,
    'variation-too-many': (p) =>
      `${p.count} values are listed for \`${p.path}\`; write ${p.most} or fewer, for example with a larger step`,
    'variation-repeated': (p) => `\`${p.path}\` lists \`${p.value}\` twice; write it once`,
    'variation-no-element': (p) =>
      p.elements === 0
        ? `\`${p.path}\` does not exist, \`${p.list}\` has no elements here; add one to the document first`
        : `\`${p.path}\` does not exist, \`${p.list}\` has ${p.elements} elements here; count from 0 and write \`${p.list}[${p.elements - 1}]\` or before`,
  },
}
