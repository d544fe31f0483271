import { settingName, settingValue } from './settings.ts'
import type { Change } from './what-if.ts'
import type { WhatIfSaid } from './words/index.ts'

/** `Months of tenure at most: none → 60`. */
export function changeText({ path, region, before, after }: Change, said: WhatIfSaid): string {
  const { report, whatIf } = said
  const name = settingName(path, said)
  const values = [before, after].map((value) => settingValue(value, path, whatIf))
  return report.labelled(region === null ? name : whatIf.aside(name, region), values.join(' → '))
}

/** The changes, and of thresholds only those of the stars that have another one. */
export function singleChanges(changes: readonly Change[]): Change[] {
  return changes.flatMap((change) => {
    const { path, before, after } = change
    const isList = Array.isArray(before) && Array.isArray(after) && before.length === after.length
    if (path !== 'star.thresholds' || !isList) return [change]
    return before.flatMap((value: unknown, index) =>
      value === after[index]
        ? []
        : [{ ...change, path: `${path}[${index}]`, before: value, after: after[index] as unknown }],
    )
  })
}
