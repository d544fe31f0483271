import { integerText } from './integer.ts'

/** Number of a posting of the customer, in a path. */
export const postingNumber = integerText({ minimum: 1, maximum: 2_147_483_647 }, 'not-a-number')
