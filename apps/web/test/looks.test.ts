import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Language } from '../src/api/answers.ts'
import { LANGUAGES, wordsIn } from '../src/words/words.ts'
import { launchBrowser } from './browser.ts'
import { barriersOn, cutOn } from './measure.ts'
import { startWorld, visit, type Weather, type World } from './world.ts'

/** Where pictures are left for people to look at; none are taken otherwise. */
const { SHOTS } = process.env
const WIDTHS = [360, 768, 1440]

interface View {
  readonly person?: string
  readonly weather?: Weather
  readonly path?: string
  /** Goes on from the first sight; `text` is in the language of the page. */
  readonly go?: (page: Page, words: ReturnType<typeof wordsIn>) => Promise<void>
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).waitFor()

const VIEWS: Readonly<Record<string, View>> = {
  door: { go: heading },
  'sign-in': {
    go: async (page, words) => {
      await page.getByRole('button', { name: words.acts.signIn, exact: true }).click()
      await page.getByRole('button', { name: '欧阳明月' }).waitFor()
    },
  },
  star: { person: 'C-five', go: whole },
  'no-star': { person: 'C-none', go: whole },
  'highest-star': { person: 'C-seven', go: whole },
  why: {
    person: 'C-five',
    go: async (page, words) => {
      await whole(page, words)
      const opened = page.locator('#why, #history').locator('summary')
      // From the last to the first: what opens holds more of them.
      for (const each of (await opened.all()).toReversed()) await each.click()
      for (const each of (await page.locator('#why details details > summary').all()).slice(0, 4)) {
        await each.click()
      }
      // Nothing is half under the head of the page.
      await page.evaluate(() => scrollTo(0, 0))
    },
  },
  'may-use': {
    person: 'C-five',
    go: async (page, words) => {
      await whole(page, words)
      await page.locator('.rows .button').nth(4).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('radio').first().check()
      await dialog.getByRole('button', { name: words.use.check }).click()
      await dialog.getByRole('radio', { name: words.use.stopped }).check()
    },
  },
  settings: {
    person: 'C-five',
    go: async (page, words) => {
      await whole(page, words)
      await page.getByRole('button', { name: words.acts.settings, exact: true }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  slow: {
    person: 'C-five',
    weather: 'slow',
    go: (page) => page.locator('.skeleton').first().waitFor(),
  },
  failing: {
    person: 'C-five',
    weather: 'failing',
    go: (page) => page.getByRole('alert').waitFor(),
  },
  ended: { person: 'C-five', weather: 'ended', go: heading },
  'not-a-customer': { person: 'agent', go: heading },
  'without-network': {
    person: 'C-five',
    go: async (page, words) => {
      await whole(page, words)
      await page.route('**/v1/**', (route) => route.abort())
      await page.reload()
      await whole(page, words)
    },
  },
}

/** Everything that comes after the star is there too. */
async function whole(page: Page, words: ReturnType<typeof wordsIn>): Promise<void> {
  await page.locator('#history .columns').waitFor()
  await page.locator('#why summary').first().waitFor()
  await page.getByText(words.next.ahead).waitFor()
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

describe.each(Object.entries(VIEWS))('%s', (name, { go = heading, ...view }) => {
  it.each(LANGUAGES)('can be read by everybody in %s, nothing is cut', async (language) => {
    world.weather = view.weather ?? 'fine'
    const page = await visit(browser, world, { ...view, language })
    await page.goto(view.path ?? '/')
    await go(page, wordsIn(language))
    expect(await barriersOn(page), 'light').toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await barriersOn(page, 'color-contrast'), 'dark').toEqual([])
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 })
      expect(await cutOn(page), `${width} pixels`).toEqual([])
    }
    if (SHOTS !== undefined) await shoot(page, join(SHOTS, name), language)
    await page.context().close()
  })
})

async function shoot(page: Page, file: string, language: Language): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 800 })
      const path = `${file}-${language}-${theme}-${width}.png`
      await page.screenshot({ path, fullPage: !(await page.getByRole('dialog').isVisible()) })
    }
  }
}
