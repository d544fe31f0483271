import {
  type AskedUse,
  type Benefits as BenefitsPort,
  type LineEvent,
  type LineOfCustomer,
  type Lines as LinesPort,
  type MayUseOutcome,
  PortProblem,
  type UseOutcome,
  type UseRecord,
  type UseRequest,
} from '@dipper/api'
import type { Localized } from '@dipper/policy'
import {
  type Lines,
  linesOf,
  OPERATORS_ZONE,
  type Pool,
  type Standing,
  type Uses,
  UsesProblem,
} from '@dipper/store'
import type { BenefitsDocuments } from './benefits-documents.ts'

/** Benefits as the API asks for them. */
export class Benefits implements BenefitsPort {
  readonly #uses: Uses
  readonly #documents: BenefitsDocuments

  constructor(uses: Uses, documents: BenefitsDocuments) {
    this.#uses = uses
    this.#documents = documents
  }

  standingOf(customerId: string): Promise<Standing | null> {
    return this.#uses.standingOf(customerId)
  }

  async mayUse(customerId: string, asked: AskedUse): Promise<MayUseOutcome | null> {
    const found = await refusing(() => this.#uses.mayUse(customerId, asked))
    if (found === null) return null
    if (found === 'line-missing') return { outcome: found }
    return { outcome: 'answered', entitlement: found }
  }

  use(customerId: string, asked: UseRequest): Promise<UseOutcome | null> {
    return refusing(() => this.#uses.use(customerId, asked))
  }

  usesOf(customerId: string, page: { before?: number; limit: number }): Promise<UseRecord[]> {
    return this.#uses.usesOf(customerId, page)
  }

  titleOf(benefit: string): Localized<string> | null {
    return this.#documents.titleOf(benefit)
  }
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof UsesProblem)) throw error
    throw new PortProblem(error.code, { month: String(error.params['month']) })
  }
}

/** Lines as the API asks for them; instants of events are the operator's local times in the store. */
export class CustomerLines implements LinesPort {
  readonly #lines: Lines
  readonly #pool: Pool

  constructor(lines: Lines, pool: Pool) {
    this.#lines = lines
    this.#pool = pool
  }

  of(customerId: string): Promise<LineOfCustomer[] | null> {
    return linesOf(this.#pool, customerId)
  }

  accept({ at, ...event }: LineEvent): ReturnType<LinesPort['accept']> {
    return this.#lines.accept({ ...event, at: localTime(at) })
  }
}

const LOCAL = new Intl.DateTimeFormat('sv-SE', {
  timeZone: OPERATORS_ZONE,
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** `2026-11-22T09:30:00` */
function localTime(instant: Date): string {
  return LOCAL.format(instant).replace(' ', 'T')
}
