import type { Month } from '@dipper/policy'
import { serviceId } from './lines.ts'
import { customerId, lastDay } from './people.ts'
import type { World } from './world.ts'
import { dayOf, extend, pick } from './world.ts'

/**
 * SQL of the stops begun in one period on `holdings`, SQL of all holdings. A line has at most one
 * episode a month: 单停, then perhaps 双停.
 */
export function stops(world: World, holdings: string, period: Month): string {
  const lines = extend(
    holdings,
    { at_month: `line * 65536 + ${period}` },
    `kind IN ('mobile', 'broadband') AND from_m <= ${period} ` +
      `AND (to_m IS NULL OR to_m >= ${period})`,
  )
  const caused = extend(lines, { cause: cause(world) })
  const begun = extend(
    caused,
    {
      begun_on: dayOf(
        period,
        `1 + ${pick(world, { purpose: 'stop-day', key: 'at_month', below: 20 })}`,
      ),
    },
    'cause IS NOT NULL',
  )
  const kinds = `SELECT *, unnest(${stepList(world)}) AS step FROM (${begun})`
  const dated = extend(kinds, {
    stop_kind: `CASE WHEN step = 0 THEN 'single' ELSE 'double' END`,
    stopped_on: `begun_on + CASE WHEN step = 2 THEN 7 ELSE 0 END`,
  })
  const ended = extend(
    dated,
    { back_on: restoredOn(world) },
    'stopped_on >= held_from AND (held_to IS NULL OR stopped_on <= held_to)',
  )
  const open = `back_on > ${lastDay(world)} OR back_on > held_to`
  return (
    `SELECT ${serviceId(world)} AS service_id, ${customerId(world, 'n')} AS customer_id, ` +
    `stop_kind AS kind, cause, stopped_on, ` +
    `CASE WHEN NOT coalesce(${open}, false) THEN back_on END AS restored_on, ` +
    `stopped_on AS recorded_on, n AS owner, line, at_month * 4 + step AS draw FROM (${ended})`
  )
}

/** Three customers in a hundred are in arrears every few months, most never. */
function cause(world: World): string {
  const risk = pick(world, { purpose: 'risk', key: 'n', below: 100 })
  const draw = pick(world, { purpose: 'stop', key: 'at_month', below: 10000 })
  const arrears = `CASE WHEN ${risk} < 3 THEN 2500 WHEN ${risk} < 15 THEN 250 ELSE 25 END`
  return (
    `CASE WHEN ${draw} < ${arrears} THEN 'arrears' WHEN ${draw} >= 9998 THEN 'breach' ` +
    `WHEN ${draw} >= 9992 THEN 'lost' WHEN ${draw} >= 9975 THEN 'request' END`
  )
}

/** 0 single, 1 double at once, 2 double a week after the single one. */
function stepList(world: World): string {
  const further = `${pick(world, { purpose: 'double', key: 'at_month', below: 10 })} < 4`
  const once = `${pick(world, { purpose: 'double', key: 'at_month', below: 10 })} < 5`
  return (
    `CASE WHEN cause = 'arrears' THEN CASE WHEN ${further} THEN [0, 2] ELSE [0] END ` +
    `WHEN ${once} THEN [1] ELSE [0] END`
  )
}

/** Both steps of an episode end on one day, up to six weeks on; one in thirty never ends. */
function restoredOn(world: World): string {
  const never = `${pick(world, { purpose: 'never-back', key: 'at_month', below: 30 })} = 0`
  const quick = pick(world, { purpose: 'back-soon', key: 'at_month', below: 6 })
  const slow = pick(world, { purpose: 'back-late', key: 'at_month', below: 35 })
  const single = `${pick(world, { purpose: 'double', key: 'at_month', below: 10 })} >= 4`
  return (
    `CASE WHEN ${never} THEN NULL WHEN ${single} THEN begun_on + 1 + (${quick})::INTEGER ` +
    `ELSE begun_on + 8 + (${slow})::INTEGER END`
  )
}
