import {
  PortProblem,
  type PublicationChanges,
  type Publications as PublicationsPort,
  type PublicationState,
} from '@dipper/api'
import { Problem } from '@dipper/engine'
import { formatMonth, type Month } from '@dipper/policy'
import { type Publications as PublicationRows, type Publisher, StoreProblem } from '@dipper/store'
import { previewMonth, publishMonth, type PublishOptions } from './publish-month.ts'

/** Publishing as the API asks for it: a month of the server's own register. */
export class Publications implements PublicationsPort {
  readonly #rows: PublicationRows
  readonly #publisher: Publisher
  readonly #options: () => Omit<PublishOptions, 'month'>

  /** `options` are asked for each time, so that a programme that changed on disk is seen. */
  constructor(
    rows: PublicationRows,
    publisher: Publisher,
    options: () => Omit<PublishOptions, 'month' | 'publisher'>,
  ) {
    this.#rows = rows
    this.#publisher = publisher
    this.#options = () => ({ ...options(), publisher })
  }

  preview(month: Month): Promise<PublicationChanges> {
    return refusing(month, () => previewMonth({ ...this.#options(), month }))
  }

  publish(month: Month, by: string): Promise<PublicationState> {
    return refusing(month, async () => {
      const { did: _, ...state } = await publishMonth({ ...this.#options(), month, by })
      return state
    })
  }

  takeBack(month: Month, by: string): Promise<PublicationState | null> {
    return refusing(month, () => this.#publisher.takeBack(month, by))
  }

  list(page: { before?: number; limit: number }): Promise<PublicationState[]> {
    return this.#rows.list(page)
  }
}

/** What the caller can do something about, as the API knows it. */
async function refusing<T>(month: Month, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StoreProblem && error.code === 'publish-busy') {
      throw new PortProblem('publish-busy', {})
    }
    if (error instanceof Problem && error.code === 'month-missing') {
      throw new PortProblem('publish-month-missing', { month: formatMonth(month) })
    }
    if (error instanceof Problem || error instanceof StoreProblem) {
      throw new PortProblem('publish-refused', { reason: error.code })
    }
    throw error
  }
}
