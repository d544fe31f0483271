import type { Case, CasePolicies, Mismatch } from '@dipper/entitlement'
import type { PolicyFile } from '@dipper/policy'

/** A case that does not hold, or something that is no case. */
export type CaseFailure = Mismatch | { readonly place: string; readonly why: string }

export interface CasesTold {
  /** How many there are that can be read. */
  readonly cases: number
  readonly failures: readonly CaseFailure[]
}

/** Tells the cases of a folder of benefits, which is free of mistakes. */
export async function tellCases(
  files: readonly PolicyFile[],
  caseFiles: readonly PolicyFile[],
): Promise<CasesTold> {
  // With what reads cases, which no other command needs.
  const { CaseMistake, CasePolicies, mismatches, parseCases } = await import('@dipper/entitlement')
  const policies = new CasePolicies(files)
  const unless = <T>(work: () => T): T | CaseFailure => {
    try {
      return work()
    } catch (error) {
      if (error instanceof CaseMistake) return { place: error.place, why: error.why }
      throw error
    }
  }
  const read = caseFiles.map(({ path, shownAs = path, text }) =>
    unless(() => parseCases(text, shownAs)),
  )
  const cases = read.flatMap((each) => (isFailure(each) ? [] : each))
  const run = (each: Case, by: CasePolicies) => unless(() => mismatches(each, by))
  const told = cases.map((each) => run(each, policies)).flat()
  return { cases: cases.length, failures: [...read.filter(isFailure), ...told] }
}

function isFailure(each: readonly Case[] | CaseFailure): each is CaseFailure {
  return 'place' in each
}
