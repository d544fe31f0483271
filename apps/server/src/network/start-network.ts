import type { Pool } from '@dipper/store'
import { Delivery } from './delivery.ts'
import { startDevelopmentNetwork } from './development-network.ts'
import type { Log } from './log.ts'
import { Network } from './network.ts'
import { OrderWakes } from './order-wakes.ts'
import type { Outbox } from './outbox.ts'
import type { NetworkSettings } from './settings.ts'

export interface StartNetworkOptions {
  readonly settings: NetworkSettings
  readonly mode: 'development' | 'production'
  readonly outbox: Outbox
  /** One connection of it is kept to listen on; with `max: 1` it needs no other. */
  readonly listening: Pool
  readonly log: Log
}

export interface RunningNetwork {
  /** Where orders go; null: nowhere, they wait. */
  readonly base: string | null
  /** Finishes what is under way. */
  stop(): Promise<void>
}

/**
 * Sends orders to the network that is set; in development, where none is, to one that is started here.
 * In production without one, orders wait.
 */
export async function startNetwork(options: StartNetworkOptions): Promise<RunningNetwork> {
  const { settings, mode, outbox, listening, log } = options
  if (settings.base === null && mode === 'production') {
    log('warn', 'network-missing', {})
    return { base: null, stop: async () => undefined }
  }
  const own = settings.base === null ? await startDevelopmentNetwork({ mode }) : null
  if (own !== null) log('warn', 'network-of-development', {})
  const base = settings.base ?? (own?.base as string)
  const delivery = new Delivery({ outbox, network: new Network(base, settings), settings, log })
  const wakes = new OrderWakes(listening, () => delivery.wake())
  delivery.start()
  wakes.start()
  const stop = async () => {
    await wakes.stop()
    await delivery.stop()
    await own?.stop()
  }
  return { base, stop }
}
