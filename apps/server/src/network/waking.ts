/** A sleep that can be ended; a wake that comes while nobody sleeps ends the next sleep at once. */
export class Waking {
  #woken = false
  #ring: (() => void) | null = null

  wake(): void {
    this.#woken = true
    this.#ring?.()
  }

  async wait(ms: number): Promise<void> {
    if (!this.#woken) await this.#sleep(ms)
    this.#woken = false
  }

  async #sleep(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((ring) => {
      this.#ring = ring
      timer = setTimeout(ring, ms)
    })
    clearTimeout(timer)
    this.#ring = null
  }
}
