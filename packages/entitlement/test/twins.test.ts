import type { BenefitRule, BenefitsInForce } from '@dipper/policy'
import { describe, expect, test } from 'vitest'
import type { AskedLine, BegunUse, Question, Use } from '../src/index.ts'
import { type Meaning, meaning, mismatches } from '../src/cases/case-run.ts'
import { policies, shippedCases } from './benefits.ts'

/**
 * Broken twins: the meaning with one rule got wrong. The cases must reject each of them, or they
 * would not notice if it were written so.
 */
const TWINS: Record<string, Partial<Meaning>> = {
  'day 8 is allowed': rules(stopped({ withinDays: 8 })),
  'day 7 is too late': rules(stopped({ withinDays: 6 })),
  'a line stopped on request is restored': rules(
    stopped({ causes: ['arrears', 'request'], withinDays: 7 }, 'broadband-restore'),
  ),
  'a mobile stopped on request is restored': rules(
    stopped({ causes: ['arrears', 'request'] }, 'mobile-restore'),
  ),
  'a mobile too has seven days only': rules(stopped({ withinDays: 7 }, 'mobile-restore')),
  'a line in service is restored': rules(changed('broadband-restore', unstopped)),
  'any line has a card': rules(
    changed('sim-replacement', (rule) => ({
      ...rule,
      line: { kinds: ['mobile', 'broadband', 'fixed', 'iptv'], stopped: null },
    })),
  ),
  'one use more': rules(usesBy(1)),
  'one use less': rules(usesBy(-1)),
  'cards are counted by line': rules(limited('sim-replacement', { of: 'line' })),
  'cards are counted by month': rules(limited('sim-replacement', { per: 'calendar-month' })),
  'cards are counted for ever': rules(limited('sim-replacement', { per: 'ever' })),
  'the move is counted by year': rules(limited('door-move', { per: 'calendar-year' }, 'ever')),
  'broadband is restored once a customer': rules(limited('broadband-restore', { of: 'customer' })),
  'broadband is restored once a year': rules(
    limited('broadband-restore', { per: 'calendar-year' }),
  ),
  'mobiles are restored once a customer': rules(limited('mobile-restore', { of: 'customer' })),
  'mobiles are restored once a year': rules(limited('mobile-restore', { per: 'calendar-year' })),
  'a further card costs nothing known': rules(limited('sim-replacement', { beyond: null })),
  'nothing is ordered': rules((rule) => ({ ...rule, order: false })),
  'everything is ordered': rules((rule) => ({ ...rule, order: true })),
  'a further card costs a fen more': rules(
    limited('sim-replacement', { beyond: { priceFen: 1001, billed: 'next-bill' } }),
  ),
  'six days': rules(lasting({ days: 6 })),
  'eight days': rules(lasting({ days: 8 })),
  '47 hours': rules(lasting({ hours: 47 })),
  '49 hours': rules(lasting({ hours: 49 })),
  'two days for 48 hours': rules(lasting({ days: 2, hours: null }, 'mobile-restore')),
  'payment does not end it': rules(lasting({ until: [] }, 'broadband-restore')),
  'payment ends a mobile’s hours': rules(
    lasting({ until: ['paid', 'ceiling-passed'] }, 'mobile-restore'),
  ),
  'the ceiling stops nothing': rules(lasting({ until: [] }, 'mobile-restore')),
  'one ceiling for all stars': rules(
    changed('mobile-restore', (rule) => ({
      ...rule,
      ceilingFen: { 5: 10000, 6: 10000, 7: 10000 },
    })),
  ),
  'no balance is named': rules(
    changed('roaming-no-deposit', (rule) => ({ ...rule, balanceFen: null })),
  ),
  'every star a step lower': rules(everyRule((rule) => withStars(rule, (star) => star - 1))),
  'every star a step higher': rules(everyRule((rule) => withStars(rule, (star) => star + 1))),
  'an overlay is not looked at': {
    policy: (policy) => ({ ...policy, overlay: null }),
  },

  'a use given back is counted': asks((question) => withUses(question, countedAgain)),
  'a use paid for is counted': asks((question) =>
    withUses(question, (use) => ({ ...use, chargeFen: 0n })),
  ),
  'uses are forgotten': asks((question) => ({ ...question, uses: [] })),
  'uses of other benefits count': asks((question) =>
    withUses(question, (use) => ({ ...use, benefit: question.benefit })),
  ),
  'the clock is a second fast': asks((question) => ({ ...question, now: later(question.now) })),
  'a running use is running until somebody notes its end': asks((question) =>
    withUses(question, (use) => (use.state === 'running' ? { ...use, endsAt: null } : use)),
  ),
  'a running use may be begun again': asks((question) =>
    withUses(question, (use) => ({ ...use, state: use.state === 'running' ? 'ended' : use.state })),
  ),
  'arrears equal to the ceiling refuse': asks((question) =>
    withArrears(question, (fen) => fen + 1n),
  ),
  'arrears a fen above the ceiling are let through': asks((question) =>
    withArrears(question, (fen) => fen - 1n),
  ),
  'arrears are no part of the ceiling': asks((question) => withArrears(question, () => 0n)),
  'money paid ahead raises the ceiling': asks((question) =>
    withArrears(question, (fen) => (fen < 0n ? -fen : fen)),
  ),
  'what nobody knows is taken for nothing owed': asks((question) => ({
    ...question,
    line: question.line && withState(question.line, (fen) => fen ?? 0n),
  })),
  'what is stated is taken for an event': asks((question) => ({
    ...question,
    line: question.line && { ...question.line, known: 'event' },
  })),
  'a star ends with its last month': asks((question) => {
    const { held, policy } = question
    const over = held?.validity && held.validity.through < policy.month
    return over ? { ...question, held: null } : question
  }),
  'an ended star counts': asks((question) => ({
    ...question,
    held: question.held && { ...question.held, validity: null },
  })),
  'the stock has no end': asks((question) => ({ ...question, stockTaken: 0 })),
  'no price is ever taken': {
    beginUse: (question) => meaning.beginUse(question),
  },
  'a use beyond the quota begins unasked': {
    beginUse: (question) => meaning.beginUse(question, { atPrice: true }),
  },

  'the ceiling is passed when it is reached': ends((use) => ({
    ...use,
    ceilingFen: use.ceilingFen === null ? null : use.ceilingFen - 1n,
  })),
  'the ceiling is passed a fen late': ends((use) => ({
    ...use,
    ceilingFen: use.ceilingFen === null ? null : use.ceilingFen + 1n,
  })),
  'a part paid is taken for everything': {
    endOfUse: (use, news, now) =>
      meaning.endOfUse(
        use,
        news.map((each) => ({
          ...each,
          arrearsFen: each.arrearsFen < 5000n ? 0n : each.arrearsFen,
        })),
        now,
      ),
  },
  'ends a second late': {
    endOfUse: (use, news, now) => (use.endsAt === now ? null : meaning.endOfUse(use, news, now)),
  },
  'a payment after the end counts': {
    endOfUse: (use, news, now) => {
      const end = meaning.endOfUse(use, news, now)
      const paid = news.some(({ arrearsFen }) => arrearsFen <= 0n)
      return end && paid ? { ...end, because: 'paid', stopAgain: false } : end
    },
  },
  'always stopped again': {
    endOfUse: (use, news, now) => {
      const end = meaning.endOfUse(use, news, now)
      return end && { ...end, stopAgain: true }
    },
  },
  'never stopped again': {
    endOfUse: (use, news, now) => {
      const end = meaning.endOfUse(use, news, now)
      return end && { ...end, stopAgain: false }
    },
  },

  'a rise forgets what was counted by validity': {
    afterStarChange: (change) => {
      const after = meaning.afterStarChange(change)
      const { countedFrom: _, ...held } = after.held
      return { ...after, held }
    },
  },
  'validity is counted on after it expired': {
    afterStarChange: (change) => {
      const after = meaning.afterStarChange(change)
      const countedFrom = change.before?.countedFrom ?? change.before?.validity?.from
      return { ...after, held: { ...after.held, ...(countedFrom && { countedFrom }) } }
    },
  },
  'a fall ends what runs': {
    afterStarChange: (change) => ({ ...meaning.afterStarChange(change), running: [] }),
  },
  'a star is never taken away': {
    afterStarChange: (change) => {
      const after = meaning.afterStarChange(change)
      const star = Math.max(after.held.star, change.before?.star ?? 0)
      return { ...after, held: { ...after.held, star } }
    },
  },
}

const cases = [...shippedCases.values()].flat()

describe('the cases reject the twin', () => {
  test.each(Object.entries(TWINS))('%s', (_name, twin) => {
    const by = { ...meaning, ...twin }
    expect(cases.some((each) => mismatches(each, policies, by).length > 0)).toBe(true)
  })
})

type Change = (rule: BenefitRule, code: string) => BenefitRule

function rules(change: Change): Partial<Meaning> {
  return {
    policy: (policy: BenefitsInForce) => {
      const benefits = Object.entries(policy.rules.benefits).map(([code, rule]) => [
        code,
        change(rule, code),
      ])
      const changed = Object.fromEntries(benefits) as BenefitsInForce['rules']['benefits']
      return { ...policy, rules: { ...policy.rules, benefits: changed } }
    },
  }
}

function everyRule(change: (rule: BenefitRule) => BenefitRule): Change {
  return (rule) => change(rule)
}

function changed(code: string, change: (rule: BenefitRule) => BenefitRule): Change {
  return (rule, each) => (each === code ? change(rule) : rule)
}

function unstopped(rule: BenefitRule): BenefitRule {
  return { ...rule, line: rule.line && { ...rule.line, stopped: null } }
}

type Stopped = NonNullable<NonNullable<BenefitRule['line']>['stopped']>

function stopped(by: Partial<Stopped>, code = 'broadband-restore'): Change {
  return changed(code, (rule) => {
    const { line } = rule
    return {
      ...rule,
      line: line?.stopped ? { ...line, stopped: { ...line.stopped, ...by } } : line,
    }
  })
}

function limited(
  code: string,
  by: Partial<NonNullable<BenefitRule['limit']>>,
  only?: string,
): Change {
  return changed(code, (rule) => {
    const { limit } = rule
    const applies = limit && (only === undefined || limit.per === only)
    return applies ? { ...rule, limit: { ...limit, ...by } } : rule
  })
}

function usesBy(more: number): Change {
  return everyRule((rule) => {
    const { limit } = rule
    if (!limit) return rule
    const uses = Object.entries(limit.uses).map(([star, count]) => [
      star,
      count === null ? null : count + more,
    ])
    return {
      ...rule,
      limit: { ...limit, uses: Object.fromEntries(uses) as Record<number, number | null> },
    }
  })
}

function lasting(by: Partial<NonNullable<BenefitRule['lasts']>>, code?: string): Change {
  return (rule, each) => {
    const { lasts } = rule
    const [unit] = Object.keys(by) as (keyof typeof by)[]
    const applies = code === undefined ? unit && lasts?.[unit] !== null : each === code
    return lasts && applies ? { ...rule, lasts: { ...lasts, ...by } } : rule
  }
}

function withStars(rule: BenefitRule, to: (star: number) => number): BenefitRule {
  const byStar = <T>(values: Readonly<Record<number, T>>) =>
    Object.fromEntries(
      Object.entries(values).map(([star, value]) => [to(Number(star)), value]),
    ) as Record<number, T>
  const { limit, ceilingFen } = rule
  return {
    ...rule,
    stars: rule.stars.map(to),
    limit: limit && { ...limit, uses: byStar(limit.uses) },
    ceilingFen: ceilingFen && byStar(ceilingFen),
  }
}

function asks(change: (question: Question) => Question): Partial<Meaning> {
  return { beginUse: (question, options) => meaning.beginUse(change(question), options) }
}

function withUses(question: Question, change: (use: Use) => Use): Question {
  return { ...question, uses: question.uses.map(change) }
}

function countedAgain(use: Use): Use {
  return use.state === 'given-back' ? { ...use, state: 'ended' } : use
}

function withArrears(question: Question, change: (fen: bigint) => bigint): Question {
  const { line } = question
  const changedLine = line && withState(line, (fen) => (fen === null ? null : change(fen)))
  return { ...question, line: changedLine }
}

function withState(line: AskedLine, change: (fen: bigint | null) => bigint | null): AskedLine {
  const { state } = line
  return { ...line, state: state && { ...state, arrearsFen: change(state.arrearsFen) } }
}

/** A second later, within the minute. */
function later(now: string): string {
  const seconds = Math.min(59, Number(now.slice(17)) + 1)
  return `${now.slice(0, 17)}${String(seconds).padStart(2, '0')}`
}

function ends(change: (use: BegunUse) => BegunUse): Partial<Meaning> {
  return { endOfUse: (use, news, now) => meaning.endOfUse(change(use), news, now) }
}
