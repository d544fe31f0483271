import type { PointsWords } from './points-words.ts'

export const en: PointsWords = {
  problems: {
    'points-busy': () =>
      'another process is earning or expiring points for everybody; wait for it and try again',
    'points-differ': (p) =>
      `what came has ${p['found']} ${p['what']} and not ${p['announced']}; nothing was posted, try again`,
    'points-unreadable': (p) =>
      `line ${p['line']} of what everybody has earned cannot be read (${p['why']}); try again, and report it if it stays`,
    'points-revision-differs': (p) =>
      `revision ${p['revision']} of ${p['period']} was brought with other points; leave --revision out, or name a later one`,
    'points-period-not-begun': (p) =>
      `period ${p['period']} has not begun; name an earlier one, and check the clock of the database`,
  },
  points: 'points',
  period: 'period',
  revision: 'revision',
  seal: 'seal',
  earned: {
    earned: (p) =>
      `${p.customers} customers have earned ${p.points} points in ${p.period}: revision ${p.revision}, ${p.changed} accounts changed; note the seal where the owner of the database cannot write`,
    unchanged: (p) =>
      `${p.customers} customers have earned ${p.points} points in ${p.period}, as revision ${p.revision} has it already; nothing changed`,
    superseded: (p) =>
      `a revision of ${p.period} later than ${p.revision} was brought before; nothing changed, leave --revision out`,
  },
  expired: (p) =>
    p.accounts === '0'
      ? 'no points are due to expire; nothing changed'
      : `what has expired is posted for ${p.accounts} accounts`,
  fine: (p) =>
    `${p.accounts} accounts follow from their ${p.postings} postings; compare the seals with those noted`,
  wrong: (p) =>
    `${p.wrong} findings in ${p.accounts} accounts and ${p.postings} postings; keep a copy of the database, find who could write to it, and compare the seals with those noted`,
}
