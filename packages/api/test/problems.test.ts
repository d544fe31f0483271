import { LANGUAGES } from '@dipper/policy'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptable } from '../src/http/accept.ts'
import { preferredLanguage } from '../src/http/language.ts'
import { reasonOf } from '../src/http/reason.ts'
import { PortProblem } from '../src/index.ts'
import { maskName, maskNumber } from '../src/mask.ts'
import { FIELD_CODES, PROBLEM_CODES } from '../src/problems/catalogue.ts'
import { sayField } from '../src/problems/words/speak.ts'
import { problemExample } from './problems-page.ts'
import { newWorld, UNLIMITED, type World } from './world.ts'

describe('words', () => {
  it.each(LANGUAGES)('say every problem in %s', (language) => {
    const all = PROBLEM_CODES.map((code) => problemExample(code, language))
    for (const { title, detail } of all) {
      expect(title).not.toMatch(/[.。]$/)
      expect(detail).toMatch(/[.。]$/)
      expect(title + detail).not.toMatch(/undefined|NaN|\[object/)
    }
    expect(new Set(all.map(({ title }) => title)).size).toBe(PROBLEM_CODES.length)
    expect(new Set(FIELD_CODES.map((code) => sayField(code, language))).size).toBe(
      FIELD_CODES.length,
    )
  })

  it('are in simplified and traditional characters', () => {
    const of = (language: 'zh-CN' | 'zh-TW') =>
      PROBLEM_CODES.map((code) => Object.values(problemExample(code, language)).join('')).join('')
    expect(of('zh-CN')).not.toMatch(/[請發識權證連稽簽]/)
    expect(of('zh-TW')).not.toMatch(/[请发识权证连验签]/)
  })
})

describe('an error', () => {
  let world: World
  beforeAll(async () => {
    world = await newWorld({ limits: UNLIMITED })
  })
  afterAll(() => world.stop())

  const star = async (error: Error, headers = {}) => {
    world.ports.faults.store = error
    const {
      status,
      headers: got,
      body,
    } = await world.send({
      method: 'GET',
      url: '/v1/customers/C-self/star',
      headers: { ...(await world.as('system')), ...headers },
    })
    delete world.ports.faults.store
    return { status, headers: got, text: body, body: JSON.parse(body) as Record<string, unknown> }
  }

  it('of ours says nothing of itself, and can be found in the log', async () => {
    world.lines.length = 0
    const secret = new TypeError('cannot read 19900010001 of 欧阳甲一\n    at /etc/secret (x:1)')
    const { status, body, text } = await star(secret)
    expect(status).toBe(500)
    expect(body).toMatchObject({ code: 'internal', params: {} })
    expect(text).not.toContain('secret')
    const log = world.lines.join('')
    expect(log).toContain(String(body['requestId']))
    expect(log).toContain('TypeError')
    expect(log).toContain('problems.test.ts')
    expect(log).not.toMatch(/19900010001|欧阳甲一|secret/)
  })

  it('of the store is 503, and says when to try again', async () => {
    const { status, headers, body } = await star(new PortProblem('store-unavailable', {}))
    expect([status, headers['retry-after'], body['code']]).toEqual([503, '2', 'store-unavailable'])
  })

  it('is a port’s by its shape', async () => {
    const own = Object.assign(new Error('any'), { code: 'store-unavailable', params: {} })
    expect((await star(own)).status).toBe(503)
    const postgres = Object.assign(new Error('duplicate key'), { code: '23505' })
    expect((await star(postgres)).status).toBe(500)
    const sly = Object.assign(new Error('any'), { code: 'constructor', params: {} })
    expect((await star(sly)).status).toBe(500)
    const pretending = Object.assign(new Error('any'), { statusCode: 200 })
    expect((await star(pretending)).status).toBe(500)
  })

  it.each([
    ['en', 'The store cannot be reached'],
    ['zh-HK', '資料庫暫時無法使用'],
    ['fr, zh;q=0.5', '数据库暂不可用'],
    [undefined, '数据库暂不可用'],
  ])('is told in %s', async (language, title) => {
    const headers = language === undefined ? {} : { 'accept-language': language }
    const answered = await star(new PortProblem('store-unavailable', {}), headers)
    expect(answered.body['title']).toBe(title)
    expect(answered.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  })
})

describe('languages', () => {
  it.each([
    [undefined, 'zh-CN'],
    ['', 'zh-CN'],
    ['en-GB,en;q=0.9', 'en'],
    ['zh-Hant-HK', 'zh-TW'],
    ['zh-Hans', 'zh-CN'],
    ['de, en;q=0.1, zh-TW;q=0.2', 'zh-TW'],
    ['en;q=0', 'zh-CN'],
    ['*', 'zh-CN'],
    ['english', 'zh-CN'],
    [';;;,,,=', 'zh-CN'],
  ])('%j gives %s', (header, expected) => {
    expect(preferredLanguage(header, 'zh-CN')).toBe(expected)
  })
})

describe('media types', () => {
  const OFFERS = ['application/json', 'text/html'] as const
  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['text/*', 'text/html'],
    ['text/html, application/json;q=0.9', 'text/html'],
    ['application/json;q=0, */*', 'text/html'],
    ['text/html;q=0', undefined],
    ['image/png', undefined],
  ])('%j gives %s', (header, expected) => {
    expect(acceptable(header, OFFERS)).toBe(expected)
  })
})

describe('reasons', () => {
  it.each([
    ['asks at the counter', 'asks at the counter'],
    ['  padded  ', 'padded'],
    [encodeURIComponent('客户询问'), '客户询问'],
    [Buffer.from('客户询问').toString('latin1'), '客户询问'],
    ['客户询问', '客户询问'],
    ['100% sure', '100% sure'],
    ['café', 'café'],
    ['ab', undefined],
    ['   ', undefined],
    ['a%0Ab', undefined],
    ['x'.repeat(201), undefined],
    [undefined, undefined],
    [['two', 'reasons'], undefined],
  ])('%j gives %j', (header, expected) => {
    expect(reasonOf(header)).toBe(expected)
  })
})

describe('masks', () => {
  it.each([
    ['张三', '张*'],
    ['张三丰', '张**'],
    ['欧阳修之子', '欧**'],
    ['𠮷田', '𠮷*'],
    ['李', '*'],
    ['', '*'],
    [' Ann Lee', 'A**'],
  ])('of the name %j is %s', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })

  it.each([
    ['13800000000', '138****0000'],
    ['+8613800000000', '+86****0000'],
    ['055112345678', '055****5678'],
    ['12345678', '12****78'],
    ['10000', '1****'],
    ['1', '****'],
    ['', '****'],
  ])('of the number %j is %s', (number, masked) => {
    expect(maskNumber(number)).toBe(masked)
  })
})
