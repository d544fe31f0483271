import { formatMonth } from '@dipper/policy'
import { textElement } from '../../report/markup.ts'
import { near, table } from '../../report/table.ts'
import { singleChanges } from '../deciding.ts'
import { settingName, settingValue } from '../settings.ts'
import type { WhatIf } from '../what-if.ts'
import type { WhatIfSaid } from '../words/index.ts'

/** The settings that the draft has otherwise than the policy in force. */
export function settingsChanged(data: WhatIf, said: WhatIfSaid): string {
  const { labels, notes } = said.whatIf
  const changes = singleChanges(data.changes)
  if (changes.length === 0) return textElement('p', {}, notes.noChanges)
  const regional = changes.some(({ region }) => region !== null)
  return table({
    caption: said.words.months(formatMonth(data.from), formatMonth(data.through)),
    columns: [
      { title: labels.setting, as: 'value' },
      ...(regional ? [near(labels.region)] : []),
      { title: labels.inForce, as: 'value' },
      { title: labels.draft, as: 'value' },
      near(labels.path),
    ],
    rows: changes.map(({ path, region, before, after }) => [
      settingName(path, said),
      ...(regional ? [region ?? labels.national] : []),
      settingValue(before, path, said.whatIf),
      settingValue(after, path, said.whatIf),
      path,
    ]),
  })
}
