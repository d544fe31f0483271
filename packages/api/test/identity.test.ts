import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Identity, oidcIdentity } from '../src/index.ts'
import { AUDIENCE, TestIssuer } from './issuer.ts'
import { askWith, tokenCases } from './tokens.ts'
import { newWorld, type World } from './world.ts'

describe('tokens and their answers', () => {
  let world: World
  beforeEach(async () => {
    world = await newWorld()
  })
  afterEach(() => world.stop())

  it('are as the table says', async () => {
    const cases = await tokenCases(world.issuer, world.cast)
    const answers: unknown[] = []
    for (const each of cases) {
      const { status, answer } = await askWith(world.send, each, world.cast)
      answers.push({ name: each.name, status, answer })
    }
    expect(answers).toEqual(cases.map(({ name, status, answer }) => ({ name, status, answer })))
  })

  it('say how to sign in', async () => {
    const cases = await tokenCases(world.issuer, world.cast)
    for (const each of cases.filter(({ status }) => status === 401)) {
      const { answered } = await askWith(world.send, each, world.cast)
      expect(answered.headers['www-authenticate'], each.name).toMatch(/^Bearer realm="dipper"/)
    }
  })

  it('cannot be verified while the issuer is down: 503, and not let in', async () => {
    world.issuer.down = true
    const [good] = await tokenCases(world.issuer, world.cast)
    const { status, answer, answered } = await askWith(world.send, good as never, world.cast)
    expect({ status, answer }).toEqual({ status: 503, answer: 'issuer-unavailable' })
    expect(answered.headers['retry-after']).toBe('2')
  })
})

describe('an issuer', () => {
  let issuer: TestIssuer
  let now: number
  let identity: Identity
  beforeEach(async () => {
    issuer = await TestIssuer.start()
    now = Date.now()
    identity = oidcIdentity({ issuer: issuer.address, audience: AUDIENCE, now: () => now })
  })
  afterEach(() => issuer.stop())

  it('is asked for its keys once', async () => {
    for (const sub of ['a', 'b', 'c']) await identity.verify(await issuer.token({ sub }))
    expect(issuer.fetched).toBe(1)
  })

  it('tells who it is', async () => {
    const claims = { roles: ['agent', 'other'], regions: ['anhui'], customer_id: 'C1' }
    expect(await identity.verify(await issuer.token({ sub: 'u-17', ...claims }))).toMatchObject({
      subject: 'u-17',
      roles: ['agent'],
      regions: ['anhui'],
      customerId: 'C1',
    })
  })

  it('may call the claims otherwise', async () => {
    const other = oidcIdentity({
      issuer: issuer.address,
      audience: AUDIENCE,
      claims: { roles: 'groups' },
    })
    const token = await issuer.token({ sub: 'u', groups: ['shop'] } as never)
    expect((await other.verify(token)).roles).toEqual(['shop'])
  })

  it('is known again until the token ends', async () => {
    const token = await issuer.token({ sub: 'u' }, { expires: 60 })
    expect(identity.known(token)).toBeUndefined()
    await identity.verify(token)
    expect(identity.known(token)?.subject).toBe('u')
    now += 61_000
    expect(identity.known(token)).toBeUndefined()
  })

  it('that is down is asked again after a second', async () => {
    issuer.down = true
    const token = await issuer.token({ sub: 'u' })
    await expect(identity.verify(token)).rejects.toThrow('issuer unavailable')
    issuer.down = false
    await expect(identity.verify(token)).rejects.toThrow('issuer unavailable')
    now += 1001
    expect((await identity.verify(token)).subject).toBe('u')
  })

  it.each(['http://id.example', 'ftp://localhost'])('is reached safely, not by %s', (address) => {
    expect(() => oidcIdentity({ issuer: address, audience: AUDIENCE })).toThrow('https')
  })
})

describe('keys that change', () => {
  it('are fetched when a token names one that is not known, and old ones are forgotten', async () => {
    const issuer = await TestIssuer.start()
    const identity = oidcIdentity({ issuer: issuer.address, audience: AUDIENCE, keyPause: 0 })
    const old = issuer.key
    await identity.verify(await issuer.token({ sub: 'before' }))
    await issuer.rotate('second')
    expect((await identity.verify(await issuer.token({ sub: 'after' }))).subject).toBe('after')
    const stale = await issuer.token({ sub: 'stale' }, { key: old })
    await expect(identity.verify(stale)).rejects.toMatchObject({ fault: 'signature' })
    await issuer.stop()
  })
})
