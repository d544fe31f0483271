import type { Role } from '../src/index.ts'
import type { Claims } from './issuer.ts'

/** A customer that the store knows. */
export interface Person {
  readonly customerId: string
  readonly region: string
  readonly number: string
  /** Texts that are in this person's data alone; nobody else may ever be shown one. */
  readonly marks: readonly string[]
}

/** People of a store to walk and to fuzz an API with. */
export interface Cast {
  /** Signed in as a customer; of the region of the staff. */
  readonly self: Person
  /** Of the region of the staff too. */
  readonly regional: Person
  /** Of another region. */
  readonly foreign: Person
  /** An id that nobody has. */
  readonly nobody: string
  /** A published month, and one that is not. */
  readonly month: string
  readonly unpublished: string
  /** A run there is. */
  readonly run: string
  /** Service orders of each; left out where there are none. */
  readonly orders?: Readonly<Record<Target, string>>
  /** An objection of each; left out where there are none. */
  readonly objections?: Readonly<Record<Target, string>>
  /** Objections of `self`, and of `regional`. */
  readonly spareObjections?: readonly string[]
  /** Dead orders of `self`. */
  readonly spareOrders?: readonly string[]
}

export type Target = 'self' | 'regional' | 'foreign' | 'nobody'

export function idOf(cast: Cast, target: Target): string {
  return target === 'nobody' ? cast.nobody : cast[target].customerId
}

/** Claims of somebody who has one role, and is of the region of the staff. */
export function claimsOf(role: Role, cast: Cast): Claims {
  const common = { sub: `${role}-of-the-tests`, roles: [role] }
  if (role === 'customer') return { ...common, customer_id: cast.self.customerId }
  return role === 'system' ? common : { ...common, regions: [cast.self.region] }
}

/** Whether somebody with such claims may be shown data of a person. */
export function maySee(role: Role, person: Person, cast: Cast): boolean {
  if (role === 'system') return true
  if (role === 'customer') return person.customerId === cast.self.customerId
  return (
    (role === 'agent' || role === 'shop' || role === 'data-operator') &&
    person.region === cast.self.region
  )
}

/** A request, whatever carries it: a server at an address, or an app in this process. */
export interface Asked {
  readonly method: 'GET' | 'POST'
  /** Path and query. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Answered {
  readonly status: number
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type Send = (asked: Asked) => Promise<Answered>

/** Sends to a server at an address, such as `http://127.0.0.1:8080`. */
export function sendTo(address: string): Send {
  return async ({ method, url, headers, body }) => {
    const response = await fetch(address + url, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined || method === 'GET' ? {} : { body }),
    })
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    }
  }
}
