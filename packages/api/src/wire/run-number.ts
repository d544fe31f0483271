import { integerText } from './integer.ts'

/** Number of a run, in a path. */
export const runNumber = integerText({ minimum: 1, maximum: 2_147_483_647 }, 'not-a-number')
