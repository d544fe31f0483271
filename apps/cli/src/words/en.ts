import { en as points } from './points/en.ts'
import { en as server } from './server/en.ts'
import type { Words } from './words.ts'

const didYouMean = (meant: string | number) => (meant === '' ? '' : `did you mean \`${meant}\`? `)
const months = (from: string, through: string) =>
  from === through ? from : `${from} to ${through}`

export const en: Words = {
  language: 'en',
  usage: {
    'no-command': (p) => `no command is named; write one of those above, such as \`${p.command}\``,
    'unknown-command': (p) =>
      `there is no command \`${p.written}\`; ${didYouMean(p.meant)}see dipper --help`,
    'unknown-option': (p) =>
      `there is no option \`${p.written}\` here; ${didYouMean(p.meant)}see --help of the command`,
    'missing-argument': (p) =>
      `\`${p.argument}\` is missing; write it after the command, see --help`,
    'missing-option': (p) => `the option \`${p.option}\` is missing; add it, see --help`,
    'missing-value': (p) => `the option \`${p.option}\` has no value; write it after the option`,
    'too-many-arguments': (p) =>
      `${p.given} words are more than the command takes; put names with blanks in quotes, see --help`,
    'not-a-month': (p) => `${p.option} is \`${p.written}\`, not a month; write YYYY-MM`,
    'not-a-date': (p) =>
      `${p.option} is \`${p.written}\`, not a day of the calendar; write YYYY-MM-DD`,
    'not-a-number': (p) =>
      `${p.option} is \`${p.written}\`; write a whole number from ${p.from} to ${p.through}`,
    'not-an-amount': (p) =>
      `${p.option} is \`${p.written}\`; write yuan, with two digits behind the point at most, such as 59 or 59.90`,
    'not-a-choice': (p) => `${p.option} does not know \`${p.written}\`; write one of: ${p.allowed}`,
    'month-beyond': (p) =>
      `${p.option} is \`${p.written}\`; write a month from ${p.from} through ${p.through}`,
    'not-a-folder': (p) => `\`${p.path}\` is a file; name a folder`,
    system: (p) =>
      `a file cannot be read or written (${p.why}); check its path, who may use it and the space left`,
    'unknown-engine': (p) =>
      `there is no engine \`${p.written}\`; write \`duckdb\` or leave --engine out`,
    'out-ending': (p) => `\`${p.file}\` has another ending; name a file that ends in ${p.endings}`,
    'out-folder-missing': (p) => `there is no folder \`${p.folder}\` to write to; make it first`,
    'file-missing': (p) => `there is no file \`${p.file}\`; check the path`,
    'policy-missing': (p) =>
      `there is no policy folder \`${p.folder}\`; name the folder of a programme, such as policies/china-telecom/star`,
    'register-empty': (p) =>
      `there is no assessed month in the register \`${p.register}\`; name the folder that \`dipper assess\` wrote, or assess a month first`,
    'too-many-drafts': (p) =>
      `${p.drafts} drafts are more than one sweep may have (${p.most}); try fewer values`,
    'vary-too-many': (p) =>
      `${p.given} settings are more than a sweep can vary; write --vary once or twice`,
    'demo-folder': (p) =>
      `the folder \`${p.folder}\` holds something else than a demo; name a new or empty folder with --dir`,
  },
  help: {
    headings: {
      usage: 'Usage:',
      arguments: 'Arguments:',
      options: 'Options:',
      commands: 'Commands:',
    },
    example: 'Example:',
    commands: {
      dipper: 'The star programme of a telecom operator: bills in, stars out, every star explained',
      facts: 'The tables that stars are assessed from',
      'facts check': 'Read a facts folder as an assessment would, count its rows, show the rejects',
      'facts map': "Make facts of an operator's own extracts, as a mapping says",
      'facts generate': 'Write a synthetic province: the same seed gives the same bytes',
      assess: 'Assess months in order into a register; goes on after the months already there',
      register: 'The rows that assessments write',
      'register import': 'Begin a register with the stars of an older system',
      'register export': 'Write months to a file, sorted by month and customer_id',
      'register show': 'Totals of a month: stars, outcomes, moves from the month before',
      explain: 'Why a customer has this star in this month',
      simulate:
        'What a draft policy would have done over past months, and to whom; with --vary, what many would',
      preview: 'How the star of a customer would go on with another tariff, month by month',
      forecast: 'Who falls, renews and rises in the months to come if bills go on as they were',
      serve: 'Answer questions about stars over HTTP',
      publish: 'Bring a month of the register to the store, where readers see it, or take it back',
      points: 'Points of everybody: earned, expired, checked',
      'points earn': 'Post what everybody has earned in a period, or what a revision changes of it',
      'points expire': 'Post what has expired by today',
      'points check': 'Recompute every balance from the postings and say what differs',
      doctor: 'Look whether a server would find what it needs',
      backup: 'Copy the store into a folder',
      restore: 'Put a copy in the place of the store',
      policy: 'The policy on its own',
      'policy check': 'Find every mistake in a programme folder',
      'policy diff': 'What differs between two programme folders, or two documents',
      'policy show': 'The values that answer for a month, and where each comes from',
      'policy sql': 'The SQL that the engine runs for a month',
      demo: 'A synthetic province of 100,000 customers, assessed, published and served, from nothing',
    },
    options: {
      help: 'show this page',
      version: 'show the version',
      json: 'print JSON for machines',
      lang: 'language of messages',
      langExplained: 'language of the explanation and of messages',
      facts: 'facts folder',
      strict: 'end with status 1 if any row is rejected',
      rejects: 'write every rejected row to this CSV file',
      knownBy: 'leave out rows recorded after this day',
      knownByExplained: 'as known by this day; left out, as the month was assessed',
      threads: 'threads to use at most',
      customers: 'customers, those who left included',
      periods: 'charged periods',
      throughPeriod: 'the last charged period',
      seed: 'whole number that everything follows from',
      outFolder: 'new or empty folder to write to',
      outFile: 'file to write, ending in .csv or .parquet',
      fileFormat: 'format of the files',
      dirty: 'also every kind of bad row, and dirty.csv, the list of what is rejected',
      policy: 'programme folder',
      before: 'programme folder, or one document of it',
      after: 'what it is compared with',
      register: 'register folder',
      from: 'first month',
      through: 'last month',
      month: 'month',
      beforeMonth: 'the first month to assess after the import',
      importFile: 'CSV or Parquet with customer_id, star, valid_from, valid_through',
      engine: 'engine to assess with; there is only duckdb',
      customer: 'customer_id',
      textFormat: 'form of the explanation',
      tariff: 'yuan a period of the tariff, such as 59 or 59.90',
      tariffFrom: 'first period billed at the tariff',
      tariffKind: 'service that the tariff is of',
      previewMonths: 'months to look ahead',
      forecastFrom: 'first month to forecast, if not the one after the register',
      forecastMonths: 'months to look ahead',
      near: 'growth that may be missing to the next star for a customer to be near it',
      backTest: 'month that the back-test looks ahead from; left out, as many months back',
      listsFolder: 'new or empty folder for a list of customers per region (CSV)',
      region: 'show the values for this region',
      draft: 'folder of the draft programme',
      against: 'folder of the programme in force, which the register was assessed under',
      asOf: 'take the rules the draft has in this month for every month, as if they took effect with the first',
      costs: 'file with unit costs of benefits and points',
      vary: 'setting and values to try, such as `star.thresholds[6]=7000..9000/500` or `growth.tenure.capMonths=12,36,60`; elements count from 0; once or twice',
      report: 'write a page to read and to print (.html)',
      keep: 'keep the months under the draft as a register of its own',
      serverPolicy: 'programme folder; left out: DIPPER_POLICY, or policies/china-telecom/star',
      serverBenefits:
        'folder of benefits; left out: DIPPER_BENEFITS, or policies/china-telecom/benefits',
      serverFacts: 'facts folder; left out: DIPPER_FACTS, or facts',
      serverRegister: 'register folder; left out: DIPPER_REGISTER, or register',
      serverData:
        'folder of what the server makes itself; left out: DIPPER_DATA, or .dipper/server',
      host: 'address to listen on; left out: DIPPER_HOST, or 127.0.0.1',
      port: 'port to listen on, 0 for a free one; left out: DIPPER_PORT, or 8080',
      publishPreview: 'only say what would change',
      takeBack: 'make readers see what was published before',
      earnedPeriod: 'period, with its charges and a month of the register',
      revision: 'number of the revision; left out, the one that has these points, or the next',
      backupFolder: 'folder that dipper backup wrote',
      noServe: 'do not serve when it is made',
      demoFolder: 'folder of the demo',
      mapping: 'mapping, a YAML file',
      mapSource: 'take this file, or pattern, for a source of the mapping; may be repeated',
      mapRejects: 'write every row that could not be mapped to this CSV file',
      mapStrict: 'end with status 1 if any row could not be mapped or is rejected',
    },
    default: (value) => `; default: ${value}`,
    choices: (values) => `; one of: ${values}`,
  },
  summaries: {
    factsFine: (p) =>
      `all ${p.rows} rows of ${p.folder} are accepted, periods ${p.periods}; ready for dipper assess`,
    factsRejects: (p) =>
      `${p.rejected} of ${p.rows} rows of ${p.folder} are rejected and will not count; ` +
      (p.list === null ? 'list them with --rejects FILE' : `they are listed in ${p.list}`),
    factsHoles: (p) =>
      `charges of ${p.folder} lack the periods ${p.periods}; deliver them, no month can be assessed before`,
    factsNoPeriod: (p) =>
      `no charge of ${p.folder} names a period; deliver the bills of at least one period`,
    mapped: (p) =>
      `mapped ${p.rows} rows into ${p.folder}, none left out; go on with dipper assess --facts ${p.folder}`,
    mappedPartly: (p) =>
      `mapped ${p.rows} rows into ${p.folder}, ${p.leftOut} could not be mapped; ` +
      (p.list === null ? 'list them with --rejects FILE' : `they are listed in ${p.list}`),
    mappingMistakes: (p) =>
      `${p.count} ${p.count === 1 ? 'mistake' : 'mistakes'} in the mapping ${p.mapping}; mend what is listed, nothing was written`,
    generated: (p) =>
      p.rejected === null
        ? `wrote ${p.customers} customers, ${p.rows} rows, to ${p.folder}; go on with dipper assess --facts ${p.folder}`
        : `wrote ${p.customers} customers, ${p.rows} rows, ${p.rejected} of them to be rejected, to ${p.folder}; compare dirty.csv there with dipper facts check ${p.folder} --rejects rejects.csv`,
    assessed: (p) =>
      `assessed ${p.months} ${p.months === 1 ? 'month' : 'months'}, ${months(p.from, p.through)}, ` +
      `into ${p.register}: ${p.customers} rows in ${p.through}` +
      (p.rejected === null ? '' : `, ${p.rejected} rows of facts rejected`) +
      `; open the report ${p.report}, or see dipper register show --register ${p.register} --month ${p.through}`,
    nothingToAssess: (p) =>
      `nothing to assess: ${p.register} has ${months(p.from, p.through)} already, from unchanged facts, report ${p.report}; name a later --through to go on`,
    imported: (p) =>
      `imported ${p.rows} customers into ${p.register} as the state before ${p.before}; go on with dipper assess --from ${p.before}`,
    exported: (p) => `wrote ${p.rows} rows of ${months(p.from, p.through)} to ${p.file}`,
    shown: (p) => `${p.customers} rows in ${p.month} in ${p.register}`,
    explained: (p) => `explained ${p.customer} in ${p.month} from stored facts`,
    explainedOtherPolicy: (p) =>
      `${p.month} was assessed under another version of the policy (${p.stored}) than the one given (${p.given}), so that the explanation of ${p.customer} may differ from the register; give the policy of that time`,
    factsDiffer: (p) =>
      `the facts no longer give the row that ${p.customer} has in ${p.month}; see the differences at the top of the explanation`,
    previewed: (p) =>
      `previewed ${p.customer} from ${p.from} to ${p.through}, on what the register and the facts have in ${p.month}`,
    noPreview: (p) =>
      `nothing to preview for ${p.customer} after ${p.month}; why is said on stdout`,
    simulated: (p) =>
      `${p.down} of ${p.customers} customers would hold a lower star in ${p.month} and ${p.up} a higher one; ${p.report === null ? 'write it as a page with --report FILE.html' : `see ${p.report}`}`,
    draftAlike: (p) =>
      `the draft has the same rules as the policy in force from ${p.from} to ${p.through}${p.first === null ? '' : `; it differs from ${p.first} on: try --as-of ${p.first}`}`,
    swept: (p) =>
      `${p.drafts} drafts over ${p.months} months tried on ${p.customers} customers; ${p.report === null ? 'write them as a page with --report FILE.html' : `see ${p.report}`}`,
    served: (p) => `${p.address} has ended`,
    published: {
      published: (p) => `${p.month} is live as publication ${p.publication}: ${p.rows} rows`,
      resumed: (p) =>
        `${p.month} is live as publication ${p.publication}, gone on with where it was broken off: ${p.rows} rows`,
      unchanged: (p) =>
        `${p.month} is live already as publication ${p.publication}; nothing changed`,
    },
    publishPreview: (p) =>
      p.against === null
        ? `${p.month} is not published yet; publishing would bring ${p.rows} rows`
        : `publishing would change ${p.rows} rows of publication ${p.against} of ${p.month}`,
    takenBack: (p) =>
      `publication ${p.publication} of ${p.month} is taken back; readers see what was there before`,
    notPublished: (p) => `${p.month} is not published; see dipper publish`,
    examined: (p) =>
      p.wrong === 0
        ? `${p.checks} checks, nothing wrong`
        : `${p.wrong} of ${p.checks} checks found something wrong; mend it and look again`,
    backedUp: (p) => `the store is copied to ${p.folder}; keep it where only operators can read it`,
    restored: (p) => `the store is that of ${p.folder}; start the server`,
    policyFine: (p) =>
      `no mistakes in ${p.folder}: ${p.documents} ${p.documents === 1 ? 'document' : 'documents'}, ${p.overlays} ${p.overlays === 1 ? 'overlay' : 'overlays'}`,
    policyMistakes: (p) =>
      `${p.count} ${p.count === 1 ? 'mistake' : 'mistakes'} in the policy ${p.folder}; mend what is listed and check again`,
    policiesAlike: (p) => `${p.before} and ${p.after} say the same`,
    policiesDiffer: (p) =>
      `from ${p.before} to ${p.after}: ${p.files} ${p.files === 1 ? 'file' : 'files'} and ${p.values} ${p.values === 1 ? 'value' : 'values'} differ`,
    policyShown: (p) =>
      `${p.values} values of ${p.policy} answer for ${p.month}, ${p.assumed} of them assumed`,
    noOverlay: (p) =>
      `no overlay of \`${p.region}\` is in force in ${p.month}, so that the national values answer; check the name if there should be one`,
    sqlShown: (p) =>
      `the SQL of ${p.policy} for ${p.month}; assess runs it once per million customers`,
    demoDone: (p) =>
      `the demo is in ${p.folder}: ${p.customers} rows in ${p.month}; explain any of them with the command above`,
    unexpected: (p) =>
      `unexpected: ${p.message}; this is a fault of dipper, run again with DIPPER_DEBUG=1 and report what it prints`,
  },
  terms: {
    region: 'region',
    table: 'table',
    rows: 'rows',
    accepted: 'accepted',
    superseded: 'superseded',
    unseen: 'unseen',
    rejected: 'rejected',
    total: 'total',
    files: 'files',
    month: 'month',
    star: 'star',
    customers: 'customers',
    share: 'share',
    ended: 'ended',
    outcome: 'outcome',
    moves: 'Moves: star the month before down, star now across',
    up: 'up',
    same: 'same',
    down: 'down',
    value: 'value',
    setting: 'path',
    certainty: 'certainty',
    source: 'source',
    file: 'file',
    before: 'before',
    after: 'after',
    title: 'title',
    policy: 'policy',
    document: 'document',
    overlay: 'overlay',
    digest: 'digest',
    knownBy: 'known by',
    everything: 'no day: everything is seen',
    onTariff: 'tariff',
    withoutTariff: 'without',
    spend: 'spend',
    tenure: 'tenure',
    credit: 'credit',
    growth: 'growth',
    assessed: 'assessed',
    validThrough: 'valid through',
  },
  outcomes: {
    awarded: 'awarded',
    unrated: 'unrated',
    rose: 'rose',
    kept: 'kept',
    renewed: 'renewed',
    fell: 'fell',
    left: 'left',
    ineligible: 'not eligible',
  },
  tables: {
    customers: 'customers',
    attributes: 'attributes',
    services: 'services',
    charges: 'charges',
    stops: 'stops',
    controls: 'controls',
    profiles: 'profiles',
  },
  certainties: { official: 'official', several: 'several', one: 'one', assumed: 'assumed' },
  phases: {
    publish: 'publishing',
    map: 'mapping tables',
    generate: 'writing files',
    digest: 'reading files',
    check: 'checking charges',
    load: 'loading charges',
    assess: 'assessing',
    earn: 'working out points',
    bring: 'posting points',
  },
  progress: '{phase} {bar} {percentage}% {done}/{all} · {rate}/s · {left} left',
  server,
  points,
  cases: {
    failure: (f) =>
      'why' in f
        ? `${f.place}: this is no case (${f.why}); write it as docs/benefits-language.md has it`
        : `${f.place}: step ${f.step} (${f.at}) expects ${f.key} ${f.expected}, and finds ${f.found}; mend the case or the benefits`,
    fine: (p) => `, and ${p.cases} ${p.cases === 1 ? 'case holds' : 'cases hold'}`,
    wrong: (p) =>
      `${p.folder} has no mistakes, but ${p.failures} ${p.failures === 1 ? 'thing' : 'things'} in its ${p.cases} cases ${p.failures === 1 ? 'does' : 'do'} not hold; mend what is listed`,
  },
  map: {
    source: 'source',
    made: 'made',
    out: 'out',
    leftOut: 'left out',
    notWanted: 'not wanted',
    empty: 'empty',
    column: 'column',
    empties: 'empty',
    values: 'from … to, or words',
    checked: 'facts check',
    unmappedCode: (p) => `${p.into}: code ${p.code} is not translated, ${p.rows} rows`,
    unused: (p) => `columns of ${p.file} that nothing uses: ${p.columns}`,
  },
  notes: {
    periods: (p) =>
      `${p.count} ${p.count === 1 ? 'period' : 'periods'}, ${months(p.from, p.through)}`,
    missingPeriods: (p) => `missing periods: ${p.periods}`,
    unknownColumns: (p) => `columns left out of ${p.file}: ${p.columns}`,
    absent: (p) => `no table ${p.table}: taken for empty`,
    periodsBeforeFirst: (p) => `periods before the first bill, which count 0: ${p.periods}`,
    rejectsListed: (p) => `${p.rejected} rows rejected, listed in ${p.file}`,
    already: (p) => `${p.months} months were there already: ${months(p.from, p.through)}`,
    more: (p) => `and ${p.count} more`,
    demoFacts: {
      made: 'made the province',
      reused: 'the province is there already and used again',
      remade: 'the province there was not whole: removed and made anew',
    },
    demoRegister: {
      made: 'assessed the months',
      reused: 'the months are there already and used again',
      remade: 'the months there no longer follow from facts and policy: removed and assessed anew',
    },
    demoExplain: (p) => `Explain a customer in full: ${p.command}`,
    row: (p) => `${p.file} row ${p.row}`,
    documentAdded: 'added',
    documentRemoved: 'removed',
    documentChanged: 'changed',
    sourceChanged: 'only the source differs',
  },
  star: (star) => (star === 0 ? 'none' : `${star}★`),
  months,
}
