import { assessMonths, Problem } from '@dipper/engine'
import type { Month } from '@dipper/policy'
import { readProgrammeIn } from '../programme-folder.ts'

/** What a process that assesses months is told. */
export interface RunOrder {
  readonly policy: string
  readonly facts: string
  readonly register: string
  readonly from: Month
  readonly through: Month
  readonly knownBy: string | null
}

/** What it says while it works; it ends after `done` or `failed`. */
export type RunReport =
  | {
      readonly type: 'progress'
      readonly phase: string
      readonly done: number
      readonly total: number
    }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly code: string; readonly params: Record<string, unknown> }

const say = (report: RunReport): Promise<void> =>
  new Promise((done) => process.send?.(report, undefined, undefined, () => done()))

process.once('message', (order: RunOrder) => {
  void run(order).finally(() => process.disconnect())
})

/** Without its parent nobody hears of it any more; what is whole in the register stays. */
process.once('disconnect', () => process.exit())

async function run({ policy, from, through, ...order }: RunOrder): Promise<void> {
  try {
    const { programme } = readProgrammeIn(policy)
    if (programme === undefined)
      return await say({ type: 'failed', code: 'policy-mistakes', params: { policy } })
    await assessMonths({
      ...order,
      programme,
      from,
      through,
      onProgress: ({ phase, done, total, month }) => {
        const before = month === undefined ? 0 : (month - from) * total
        const all = month === undefined ? total : (through - from + 1) * total
        void say({ type: 'progress', phase, done: before + done, total: all })
      },
    })
    await say({ type: 'done' })
  } catch (error) {
    if (!(error instanceof Problem)) return say({ type: 'failed', code: 'internal', params: {} })
    await say({ type: 'failed', code: error.code, params: error.params })
  }
}
