import type { Customer } from '@dipper/assessment'
import { month } from '@dipper/policy'
import type { Explanation } from '../src/index.ts'
import {
  ageing,
  charges,
  customer,
  explained,
  explainedRow,
  held,
  rowOf,
  stop,
} from './customers.ts'
import { overlay, programme, successor } from './programme.ts'

const MONTHLY = charges('2020-03', '2022-12', { fen: 12900n })
const STEADY = customer({ charges: MONTHLY })

/** One situation for each thing that can be said, by what it is about. */
export const SCENARIOS: Readonly<Record<string, () => Explanation>> = {
  'steady within validity': () => national(aged(STEADY, '2021-04'), '2021-04'),
  'first star in the first year': () => national(aged(STEADY, '2020-08'), '2020-08'),
  'not yet a star, one is coming': () => national(STEADY, '2020-04'),
  'not yet a star, none is coming': () =>
    national({ ...STEADY, charges: charges('2020-03', '2020-05', { fen: 100n }) }, '2020-06'),
  rises: () => national(aged(STEADY, '2020-11'), '2020-11'),
  'held above what is assessed, will be lost': () =>
    national({ ...STEADY, charges: [], held: held(5, '2021-09') }, '2021-04'),
  'held above what is assessed, will fall': () =>
    national({ ...STEADY, held: held(5, '2021-09') }, '2021-04'),
  'about to rise again': () =>
    national({ ...STEADY, held: held(1, '2021-09'), charges: MONTHLY }, '2020-10'),
  renewed: () => national({ ...STEADY, held: held(3, '2021-03') }, '2021-04'),
  'fell at expiry': () => national({ ...STEADY, held: held(5, '2021-03') }, '2021-04'),
  'lost at expiry': () => national({ ...STEADY, charges: [], held: held(5, '2021-03') }, '2021-04'),
  'the highest star': () =>
    national({ ...STEADY, charges: charges('2020-03', '2021-03', { fen: 90000n }) }, '2021-04'),
  'only refunds': () =>
    national({ ...STEADY, charges: charges('2020-03', '2021-03', { fen: -500n }) }, '2021-04'),
  'below zero altogether': () =>
    national({ ...STEADY, charges: [], holdings: [], stops: [stop('2021-01-09')] }, '2021-04'),
  'what does not count': () => national(WITH_EXTRAS, '2021-04', ONLY_MOBILE),
  'rates by kind': () => national(WITH_EXTRAS, '2021-04', RATES),
  'tenure capped': () => national(STEADY, '2021-04', [['capMonths: null', 'capMonths: 6']]),
  'tenure by brackets since held': () => national(STEADY, '2021-04', BRACKETS),
  'capped by stops': () => national({ ...WITH_EXTRAS, held: held(1, '2021-09') }, '2021-04', CAPS),
  'falls one star at a time': () =>
    national({ ...STEADY, held: held(5, '2021-03') }, '2021-04', [
      ['atExpiry: reassess', 'atExpiry: one-step'],
    ]),
  'a new policy judges everybody': () => {
    const answered = programme('2021-04', [], { '2021-04.yaml': successor('2021-04', 'reassess') })
    return explained(answered, { ...STEADY, held: held(5, '2021-09') }, '2021-04')
  },
  'in a region of its own': () => {
    const answered = programme('2021-04', [], { 'overlays/anhui/2020-01.yaml': overlay('anhui') })
    return explained(answered, { ...STEADY, memberships: livingIn('anhui') }, '2021-04')
  },
  imported: () =>
    national(
      { ...STEADY, held: held(4, '2021-12', { joined: null, outcome: 'imported' }) },
      '2021-04',
    ),
  'imported without validity': () =>
    national({ ...STEADY, held: held(4, null, { joined: null, outcome: 'imported' }) }, '2021-04'),
  'imported without a star': () =>
    national({ ...STEADY, held: held(0, null, { joined: null, outcome: 'imported' }) }, '2021-04'),
  rejoined: () =>
    national({ ...STEADY, held: held(4, '2021-12', { joined: month('2015-06') }) }, '2021-04'),
  'rejoined without a star': () =>
    national({ ...STEADY, held: held(0, null, { joined: month('2015-06') }) }, '2021-04'),
  left: () => national({ ...STEADY, memberships: leaving, held: held(3, '2021-09') }, '2021-04'),
  'left and joins again': () =>
    national(
      {
        ...STEADY,
        memberships: [...leaving, { ...leaving[0], joinedOn: '2021-04-02', leftOn: null }],
        held: held(3, '2021-09'),
      },
      '2021-04',
    ),
  'imported and never seen': () =>
    national({ ...STEADY, memberships: [], held: held(3, '2021-09') }, '2021-04'),
  'no longer eligible': () =>
    national({ ...STEADY, attributes: ENTERPRISE, held: held(3, '2021-09') }, '2021-04'),
  'facts changed since': () => {
    const answered = programme('2021-04')
    const who = { ...STEADY, held: held(3, '2021-09') }
    const row = rowOf(answered, who, '2021-04')
    return explainedRow(answered, { ...who, charges: MONTHLY.slice(6) }, row)
  },
  'facts changed since, unrated before': () => {
    const answered = programme('2021-04')
    const row = rowOf(answered, { ...STEADY, charges: [] }, '2021-04')
    return explainedRow(answered, STEADY, row)
  },
  'a row that the facts no longer give': () => {
    const answered = programme('2021-04')
    const row = rowOf(answered, STEADY, '2021-04')
    return explainedRow(answered, { ...STEADY, memberships: [] }, row)
  },
  'a last row though the facts still assess': () => {
    const answered = programme('2021-04')
    const who = { ...STEADY, held: held(3, '2021-09') }
    const row = rowOf(answered, { ...who, memberships: leaving }, '2021-04')
    return explainedRow(answered, who, row)
  },
  'an ineligible row though the facts still assess': () => {
    const answered = programme('2021-04')
    const who = { ...STEADY, held: held(3, '2021-09') }
    const row = rowOf(answered, { ...who, attributes: ENTERPRISE }, '2021-04')
    return explainedRow(answered, who, row)
  },
}

const WITH_EXTRAS = customer({
  charges: [
    ...MONTHLY,
    ...charges('2020-05', '2020-07', { fen: 1050n, category: 'gift' }),
    ...charges('2020-09', '2020-09', { fen: 3333n, kind: 'fixed' }),
    ...charges('2020-10', '2020-10', { fen: -250n, category: 'usage' }),
  ],
  stops: [
    stop('2020-12-09'),
    stop('2021-02-11'),
    stop('2021-01-20', { kind: 'single' }),
    stop('2021-01-21', { cause: 'lost' }),
    stop('2021-01-22', { serviceId: 'B1', serviceKind: 'broadband' }),
  ],
})

type Changes = Parameters<typeof programme>[1]

const ONLY_MOBILE: Changes = [['[mobile, broadband, fixed, iptv]', '[mobile]']]
const RATES: Changes = [['perYuan: 1', 'perYuan: {mobile: 1, broadband: 1, fixed: 0.35, iptv: 1}']]
const BRACKETS: Changes = [
  ['perMonth: 10\n    ', ''],
  ['from: opened', 'from: held'],
  ['brackets: null', 'brackets: [{from: 0, value: 0}, {from: 12, value: 100}]'],
]
const CAPS: Changes = [['caps: []', 'caps: [{when: {stops: 2}, atMost: 2}]']]

const leaving = [
  { joinedOn: '2020-03-05', leftOn: '2021-03-31', segment: 'individual', region: null },
] as const
const ENTERPRISE = [{ from: '2021-03-10', segment: 'enterprise', region: null }] as const

function livingIn(region: string): Customer['memberships'] {
  return [{ joinedOn: '2020-03-05', leftOn: null, segment: 'individual', region }]
}

function national(who: Customer, asked: string, changes: Changes = []): Explanation {
  return explained(programme(asked, changes), who, asked)
}

function aged(who: Customer, asked: string): Customer {
  return ageing(programme(asked), who, asked)
}
