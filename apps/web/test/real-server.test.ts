import {
  type Connected,
  connect,
  peopleOf,
  publicationWork,
  Publisher,
  publishMonth,
  type Serving,
  serve,
} from '@dipper/server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LAST, makeProvince, type Province } from '../../server/test/province.ts'
import { launchBrowser } from './browser.ts'
import { buildPages } from './world.ts'

let province: Province
let serving: Serving
let browser: Browser
let page: Page

beforeAll(async () => {
  await buildPages()
  province = await makeProvince(800)
  const { settings } = province
  const connected = await connect(settings)
  await publish(connected)
  await connected.stop()
  serving = await serve({ settings, people: peopleOf, log: { write: () => undefined } })
  browser = await launchBrowser()
  page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 360, height: 780 } })
  page.setDefaultTimeout(8000)
})
afterAll(async () => {
  await browser?.close()
  await serving?.stop()
  province?.remove()
})

async function publish({ owner }: Connected): Promise<void> {
  const { programme, settings } = province
  const { facts, register, data } = settings
  const publisher = new Publisher(owner)
  for (const month of [LAST - 1, LAST]) {
    const work = publicationWork(data)
    await publishMonth({ publisher, programme, facts, register, work, month, by: 'test' })
  }
}

it('leads from the door to the star, its reasons and the act, and to nobody else', async () => {
  const [self, other] = serving.people.flatMap(({ customerId }) => customerId ?? [])
  await page.goto(serving.address)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('button', { name: self as string }).click()
  await page.getByRole('heading', { level: 1, name: /您的星级 \d 星/ }).waitFor()
  await page.getByText('各账期消费').click()
  await page.getByRole('region', { name: '历史' }).getByRole('img').waitFor()

  await page
    .getByRole('button', { name: /^使用.*复机$/ })
    .first()
    .click()
  await page.getByRole('dialog').getByText('请说明是哪一个号码').waitFor()

  const asked = await page.evaluate(async (id) => {
    const { token } = JSON.parse(sessionStorage.getItem('dipper.session') ?? '{}')
    const headers = { authorization: `Bearer ${token}` }
    const paths = ['star', 'history', 'explanation', 'entitlements', 'uses', 'points', 'export']
    const all = ['', ...paths.map((path) => `/${path}`)].map(async (path) => {
      const { status } = await fetch(`/v1/customers/${encodeURIComponent(id)}${path}`, { headers })
      return [path, status] as const
    })
    return Promise.all(all)
  }, other as string)
  expect(asked.filter(([, status]) => status !== 403)).toEqual([])
})
