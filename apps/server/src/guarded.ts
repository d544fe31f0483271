import { PortProblem } from '@dipper/api'
import { isUnavailable } from '@dipper/store'

type Method = (...args: unknown[]) => unknown

/** A port whose promises say `store-unavailable` where the database cannot be reached. */
export function guarded<T extends object>(port: T): T {
  const methods = new Map<string | symbol, Method>()
  return new Proxy(port, {
    get: (target, name) => {
      const known = methods.get(name)
      if (known !== undefined) return known
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      const method = guardedMethod(value.bind(target) as Method)
      methods.set(name, method)
      return method
    },
  })
}

function guardedMethod(method: Method): Method {
  return (...args) => {
    const result = method(...args)
    return result instanceof Promise ? result.catch(refuse) : result
  }
}

function refuse(error: unknown): never {
  throw isUnavailable(error) ? new PortProblem('store-unavailable', {}) : error
}
