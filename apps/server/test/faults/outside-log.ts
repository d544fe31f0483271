import { appendFileSync } from 'node:fs'

/** What somebody outside has asked for and was told; nothing of the system's own is in it. */
export interface Intent {
  readonly key: string
  readonly what: 'use' | 'redeem' | 'reverse' | 'line-event'
  readonly customerId: string
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  /** What was answered each time, in the order in which the answers came. */
  readonly answers: { readonly status: number; readonly body: unknown }[]
  /** Requests of which no answer came. */
  unanswered: number
}

/** Every intent, in memory and as lines of a file that survives whatever is killed. */
export class OutsideLog {
  readonly intents = new Map<string, Intent>()
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  intend(intent: Omit<Intent, 'answers' | 'unanswered'>): Intent {
    const noted: Intent = { ...intent, answers: [], unanswered: 0 }
    this.intents.set(intent.key, noted)
    this.#write({ intent })
    return noted
  }

  answered(intent: Intent, status: number, body: unknown): void {
    intent.answers.push({ status, body })
    this.#write({ key: intent.key, status, body })
  }

  unanswered(intent: Intent): void {
    intent.unanswered += 1
    this.#write({ key: intent.key, unanswered: true })
  }

  of(what: Intent['what']): Intent[] {
    return [...this.intents.values()].filter((intent) => intent.what === what)
  }

  #write(line: unknown): void {
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`)
  }
}
