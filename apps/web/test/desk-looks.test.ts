import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Language } from '../src/api/answers.ts'
import { LANGUAGES } from '../src/words/words.ts'
import { launchBrowser } from './browser.ts'
import { barriersOn, cutOn } from './measure.ts'
import { LATER, startWorld, visit, type World } from './world.ts'

/** Where pictures are left for people to look at; none are taken otherwise. */
const { SHOTS } = process.env
const WIDTHS = [360, 768, 1440]

interface Walk {
  readonly person?: string
  /** From one sight to the next; each is looked at. */
  readonly steps: Readonly<Record<string, (page: Page) => Promise<void>>>
}

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

/** Ready to be written in. */
const search = (page: Page) => page.locator('.search:focus').waitFor()

async function look(page: Page, text: string): Promise<void> {
  await search(page)
  await page.keyboard.type(text)
  await press(page, 'Enter', '3', 'Enter')
}

/** A customer, whole. */
async function open(page: Page, id: string): Promise<void> {
  await look(page, id)
  await page.locator('.found button:focus').waitFor()
  await press(page, 'Enter')
  await whole(page)
}

async function whole(page: Page): Promise<void> {
  await page.locator('.sentence').waitFor()
  await page.locator('#part-history .columns').waitFor()
  await page.locator('#part-why summary').first().waitFor()
  await page.locator('.skeleton').first().waitFor({ state: 'detached' })
}

const missing = { code: 'star-missing', title: '', detail: '…', requestId: 'k3v9-1a' }

async function fail(route: Route): Promise<void> {
  const language = route.request().headers()['accept-language'] as Language
  await route.fulfill({
    status: 503,
    json: { ...missing, code: 'failed', detail: LATER[language] },
  })
}

const STAFF: Walk['steps'] = {
  find: search,
  'another-reason': async (page) => {
    await page.keyboard.type('13800000000')
    await press(page, 'Enter', '7', 'Enter')
    await page.locator('.wrong').waitFor()
  },
  nobody: async (page) => {
    await page.keyboard.type('核对资料')
    await press(page, 'Enter')
    await page.locator('.banner.note').waitFor()
  },
  slow: async (page) => {
    world.weather = 'slow'
    await press(page, 'Escape')
    await page.keyboard.type('199 0000 6001')
    await press(page, 'Enter')
    await page.locator('.skeleton').waitFor()
  },
  failing: async (page) => {
    world.release()
    await page.locator('.found button:focus').waitFor()
    world.weather = 'failing'
    await press(page, 'Escape', 'Enter')
    await page.getByRole('alert').waitFor()
  },
  several: async (page) => {
    world.weather = 'fine'
    await page.getByRole('alert').getByRole('button').press('Enter')
    await page.locator('.found button').nth(1).waitFor()
    await press(page, 'ArrowDown')
  },
  unrated: async (page) => {
    await press(page, 'Enter')
    await whole(page)
  },
  keys: async (page) => {
    await press(page, '?')
    await page.getByRole('dialog').waitFor()
  },
  'highest-star': async (page) => {
    await press(page, 'Escape', '/')
    await open(page, 'C-seven')
  },
  ended: async (page) => {
    world.weather = 'ended'
    await press(page, '/')
    await look(page, 'C-five')
    await page.locator('.message h1').waitFor()
  },
}

/** A customer with everything there is. */
const CUSTOMER: Walk['steps'] = {
  customer: async (page) => {
    await page.route('**/uses?*', (route) => route.fulfill({ json: USES }))
    await page.route('**/objections', (route) => route.fulfill({ json: OBJECTIONS }))
    await open(page, 'C-five')
    // From the last to the first: what opens holds more of them.
    for (const each of (await page.locator('summary').all()).toReversed()) {
      await each.press('Enter')
    }
    await page.locator('#part-why details details > summary').nth(2).press('Enter')
    const fields = page.locator('.objections fieldset')
    await fields.nth(0).locator('input').nth(1).press('Space')
    await fields.nth(1).locator('input').nth(2).press('Space')
    await page.locator('textarea').press('Control+Enter')
    await page.locator('.objections [role=alert]').waitFor()
  },
  'may-use': async (page) => {
    await page.locator('#part-benefits .button').first().press('Enter')
    await page.getByRole('dialog').locator('form').waitFor()
  },
  'without-network': async (page) => {
    await page.unroute('**/uses?*')
    await page.unroute('**/objections')
    await page.route('**/v1/**', (route) => route.abort())
    await page.reload()
    await whole(page)
  },
}

/** A customer of whom little can be known. */
const BARE: Walk['steps'] = {
  'slow-customer': async (page) => {
    await page.route('**/v1/customers/**', () => undefined)
    await openBare(page)
    await page.locator('.hero .skeleton').waitFor()
  },
  'failing-customer': async (page) => {
    await again(page)
    await page.route('**/v1/customers/**', fail)
    await openBare(page)
    await page.locator('.desk > [role=alert]').waitFor()
  },
  'without-a-star': async (page) => {
    await again(page)
    const ofStar = /\/(star|explanation)$/
    await page.route(ofStar, (route) => route.fulfill({ status: 404, json: missing }))
    await openBare(page)
    await page.locator('.desk > .banner.note').waitFor()
    await page.locator('.skeleton').first().waitFor({ state: 'detached' })
  },
}

async function openBare(page: Page): Promise<void> {
  await look(page, 'C-five')
  await page.locator('.found button:focus').waitFor()
  await press(page, 'Enter')
}

async function again(page: Page): Promise<void> {
  await page.unroute('**/v1/customers/**')
  await press(page, '/')
}

const heading = (page: Page) => page.locator('.message h1').waitFor()

const WALKS: Readonly<Record<string, Walk>> = {
  'the door': { steps: { door: heading } },
  'the way to a customer': { person: 'agent', steps: STAFF },
  'a customer': { person: 'agent', steps: CUSTOMER },
  'a customer of whom little is known': { person: 'agent', steps: BARE },
  'somebody else’s door': { person: 'C-five', steps: { 'not-staff': heading } },
}

const ORDER = {
  order: '0b6f2c3e-8d1f-4a52-9c47-6a5a5e0f8a11',
  customerId: 'C-five',
  use: 4,
  nextAt: null,
  networkId: null,
  createdAt: '2026-11-22T01:30:00.123Z',
}
const USE = {
  customerId: 'C-five',
  benefit: 'mobile-restore',
  title: '手机紧急开机',
  line: 'M-C-five',
  at: '2026-11-22T09:30:00',
  until: [],
  endedBecause: null,
  billed: null,
  by: 'agent',
  ceilingFen: 10_000,
  chargeFen: 0,
}
const USES = {
  next: null,
  items: [
    {
      ...USE,
      number: 4,
      state: 'running',
      endsAt: '2026-11-24T09:30:00',
      endedAt: null,
      orders: [
        { ...ORDER, what: 'start', state: 'sent', attempts: 3, error: 'time-out', endedAt: null },
      ],
    },
    {
      ...USE,
      number: 3,
      title: '宽带紧急复机',
      at: '2026-11-22T09:05:00',
      state: 'given-back',
      endsAt: null,
      endedAt: '2026-11-22T09:10:00',
      orders: [
        {
          ...ORDER,
          order: '1',
          what: 'start',
          state: 'failed',
          attempts: 1,
          error: 'refused',
          endedAt: '2026-11-22T01:10:00.000Z',
        },
      ],
    },
    {
      ...USE,
      number: 1,
      title: '免费换卡',
      at: '2026-03-02T09:00:00',
      state: 'ended',
      endsAt: null,
      endedAt: '2026-03-02T09:10:00',
      chargeFen: 1000,
      orders: [],
    },
  ],
}
const OBJECTION = {
  customerId: 'C-five',
  class: 'complaint',
  label: 'rating-not-accepted',
  about: null,
  month: '2026-10',
  star: 5,
  takenBy: 'agent',
  takenAt: '2026-10-12T03:30:00.123Z',
}
const OBJECTIONS = {
  next: null,
  items: [
    {
      ...OBJECTION,
      objection: 18,
      state: 'open',
      text: '我每个月花这么多，为什么还不是六星？',
      answer: null,
    },
    {
      ...OBJECTION,
      objection: 17,
      class: 'dissatisfied',
      label: 'service-content',
      about: 'bundle',
      state: 'answered',
      text: null,
      answer: '已核对，计算无误。',
    },
  ],
}

let world: World
let browser: Browser

beforeAll(async () => {
  world = await startWorld()
  browser = await launchBrowser()
  if (SHOTS !== undefined) mkdirSync(SHOTS, { recursive: true })
})
afterAll(async () => {
  await browser.close()
  await world.stop()
})

afterEach(() => {
  world.weather = 'fine'
})

describe.each(Object.entries(WALKS))('%s', (_, { steps, ...by }) => {
  it.each(LANGUAGES)('can be read by everybody in %s, and nothing is cut', async (language) => {
    const page = await visit(browser, world, { ...by, language, width: 1440 })
    await page.goto('/desk')
    for (const [name, go] of Object.entries(steps)) {
      await go(page)
      // Nothing is half under the head of the page.
      await page.evaluate(() => scrollTo(0, 0))
      expect(await barriersOn(page), `${name}, light`).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await barriersOn(page, 'color-contrast'), `${name}, dark`).toEqual([])
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 })
        expect(await cutOn(page), `${name}, ${width} pixels`).toEqual([])
      }
      if (SHOTS !== undefined) await shoot(page, join(SHOTS, name), language)
      await page.emulateMedia({ colorScheme: 'light' })
    }
    await page.context().close()
  })
})

async function shoot(page: Page, file: string, language: Language): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 })
      const path = `${file}-${language}-${theme}-${width}.png`
      await page.screenshot({ path, fullPage: !(await page.getByRole('dialog').isVisible()) })
    }
  }
}
