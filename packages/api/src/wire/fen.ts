import { z } from 'zod'
import { integerText } from './integer.ts'
import { says } from './says.ts'

/** More than anybody owes. */
const MOST = 10 ** 14

const DESCRIPTION = 'What is owed on the line, whole fen; 0 or less where nothing is.'

/** Arrears in a body. */
export const arrearsFen = z
  .int(says('not-fen'))
  .min(-MOST, 'not-fen')
  .max(MOST, 'not-fen')
  .describe(DESCRIPTION)

/** Arrears in a query. */
export const arrearsFenText = integerText({ minimum: -MOST, maximum: MOST }, 'not-fen').describe(
  DESCRIPTION,
)
