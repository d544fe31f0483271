import type { Health as HealthPort } from '@dipper/api'
import type { Pool } from '@dipper/store'

/** The store answers, and has the tables that requests read. */
export class Health implements HealthPort {
  readonly #serving: Pool

  constructor(serving: Pool) {
    this.#serving = serving
  }

  async ready(): Promise<void> {
    await this.#serving.query('select from dipper.live limit 1')
  }
}
