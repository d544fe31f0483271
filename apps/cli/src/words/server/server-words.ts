import type { Check, ServerProblemCode, StoreProblemCode } from '@dipper/server'

type Params = Readonly<Record<string, string | number>>

/** What the commands around the server say in one language. */
export interface ServerWords {
  /** Sentences without a full stop: what is wrong, and after a semicolon what to do. */
  readonly problems: Readonly<Record<ServerCode, (p: Params) => string>>
  readonly checks: Readonly<Record<Check, string>>
  readonly states: Readonly<Record<'fine' | 'wrong' | 'off', string>>
  /** Head of the list of people who can sign in while developing, and of the lines to try. */
  readonly people: string
  readonly tryThese: string
  readonly person: string
  readonly roles: string
  readonly address: string
  readonly issuer: string
  readonly documentation: string
  /** Pages for people. */
  readonly page: string
  readonly desk: string
  /** Heads of what a publication changes. */
  readonly changes: Readonly<Record<'added' | 'changed' | 'removed' | 'same', string>>
  readonly curl: Readonly<
    Record<'token' | 'star' | 'why' | 'use' | 'points' | 'find' | 'months' | 'audit', string>
  >
}

type ServerCode = StoreProblemCode | ServerProblemCode
