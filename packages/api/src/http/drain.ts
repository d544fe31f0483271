import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** Milliseconds between two looks at connections while the server stops. */
const SWEEP = 100

/**
 * Ends each connection as soon as nothing is under way on it, once the server stops. Node by itself
 * looks once, and then waits for what becomes idle later, and for those that never said anything, as
 * long as a connection may be kept.
 */
export function drainConnections(app: FastifyInstance): void {
  const { server } = app
  const silent = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  server.on('request', ({ socket }) => silent.delete(socket))
  const sweep = (): void => {
    server.closeIdleConnections()
    for (const socket of silent) socket.destroy()
  }
  app.addHook('preClose', async () => {
    const timer = setInterval(sweep, SWEEP)
    server.once('close', () => clearInterval(timer))
    if (!server.listening) clearInterval(timer)
  })
}
