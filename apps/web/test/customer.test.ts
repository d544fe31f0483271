import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { loadedScript } from './loaded-script.ts'
import { startWorld, type Visit, visit, type World } from './world.ts'

/** All script that is loaded before the first view is usable, gzip. */
const MOST_BYTES = 120 * 1024

let world: World
let browser: Browser
let page: Page

beforeAll(async () => {
  world = await startWorld()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await world.stop()
})
afterEach(async () => {
  world.weather = 'fine'
  await page.context().close()
})

async function open(by: Visit, path = '/'): Promise<void> {
  page = await visit(browser, world, by)
  await page.goto(path)
}

const star = (name: string) => page.getByRole('heading', { level: 1, name })
const section = (name: string) => page.getByRole('region', { name })
const button = (name: string) => page.getByRole('button', { name, exact: true })

describe('signing in', () => {
  it('leads from the door to the star and back to where one was', async () => {
    await open({}, '/#history')
    await button('登录').click()
    await page.getByRole('button', { name: '欧阳明月' }).click()
    await star('您的星级 5 星').waitFor()
    expect(new URL(page.url()).hash).toBe('#history')
    await section('历史')
      .getByRole('img', { name: '2025年9月至2026年11月的成长值与星级' })
      .waitFor()
  })

  it('asks again when the token is not believed any more, and loses no place', async () => {
    await open({ person: 'C-five' }, '/#why')
    await star('您的星级 5 星').waitFor()
    world.weather = 'ended'
    await page.reload()
    await page.getByRole('heading', { name: '登录已结束' }).waitFor()
    expect(await page.getByText('成长值').count()).toBe(0)
    world.weather = 'fine'
    await button('重新登录').click()
    await page.getByRole('button', { name: '欧阳明月' }).click()
    await star('您的星级 5 星').waitFor()
    expect(new URL(page.url()).hash).toBe('#why')
  })

  it('ends with nothing left on the device', async () => {
    await open({})
    await button('登录').click()
    await page.getByRole('button', { name: '欧阳明月' }).click()
    await star('您的星级 5 星').waitFor()
    await button('设置').click()
    await button('退出登录').click()
    await page.getByRole('button', { name: '退出' }).click()
    await button('登录').waitFor()
    const kept = await page.evaluate(() => [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
    ])
    expect(kept.filter((key) => !/^dipper\.(language|theme)$/.test(key))).toEqual([])
  })

  it('takes no answer of an issuer that was not asked', async () => {
    await open({}, '/signed-in?code=stolen&state=made-up')
    await page.getByRole('alert').getByText('登录没有完成').waitFor()
  })
})

describe('the star', () => {
  it('says until when, and of what it is made', async () => {
    await open({ person: 'C-five' })
    await page.getByText('2026年9月至2027年8月').waitFor()
    await page.getByText('本月是第 3 个月，共 12 个月').waitFor()
    const parts = await section('成长值').locator('dd').allTextContents()
    const [spend, tenure, credit, sum] = parts.map((text) =>
      Number(text.replaceAll(/[^\d−]/g, '').replace('−', '-')),
    ) as [number, number, number, number]
    expect(spend + tenure + credit).toBe(sum)
    await section('离 6 星还有多远').getByText('下月起').waitFor()
    await section('离 6 星还有多远')
      .getByText(/每月比近期平均再多消费 \d+ 元（计入的费用），约 2027年9月可达六星/)
      .waitFor()
  })

  it('shows who has none the way to the first', async () => {
    await open({ person: 'C-none' })
    await star('还没有星级').or(page.getByText('还没有星级')).first().waitFor()
    await section('怎样得到第一颗星').getByText('每消费 1 元，成长值加 1').waitFor()
    await section('怎样得到第一颗星').getByText('评为一星').waitFor()
  })

  it('tells staff and people without a record that this is not their page', async () => {
    await open({ person: 'agent' })
    await page.getByRole('heading', { name: '这是客户页面' }).waitFor()
    await page.context().close()
    await open({ person: 'C-gone' })
    await page.getByRole('heading', { name: '查不到星级记录' }).waitFor()
  })

  it('says why, down to the charge', async () => {
    await open({ person: 'C-five' })
    const why = section('为什么是这个星级？')
    await why.getByText('各账期消费').click()
    await why.getByText('2026年8月').click()
    const charges = why.getByRole('table', { name: '2026年8月' })
    await charges.getByRole('row', { name: '手机 · 月租' }).getByText('¥199').waitFor()
    await why.getByText('停机', { exact: true }).click()
    await why.getByText('2026年4月11日').waitFor()
  })
})

describe('using a benefit', () => {
  it('asks first, then acts, once', async () => {
    await open({ person: 'C-five' })
    await button('使用上门移机').click()
    const dialog = page.getByRole('dialog', { name: '上门移机' })
    await dialog.getByText('可以使用上门移机').waitFor()
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.headers()['idempotency-key'] ?? '')
    })
    await dialog.getByRole('button', { name: '确认使用' }).click()
    await dialog.getByText('已办理').waitFor()
    expect(new Set(sent).size).toBe(1)
    await dialog.getByRole('button', { name: '关闭' }).last().click()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      '使用上门移机',
    )
  })

  it('asks for what is missing, and says why not', async () => {
    await open({ person: 'C-five' })
    await button('使用手机紧急开机').click()
    const dialog = page.getByRole('dialog', { name: '手机紧急开机' })
    await dialog.getByRole('radio', { name: '手机 19900006001' }).check()
    await dialog.getByRole('button', { name: '查询能否使用' }).click()
    await dialog.getByText('不知道是否停机').waitFor()
    await dialog.getByRole('radio', { name: '正常使用' }).check()
    await dialog.getByRole('button', { name: '查询能否使用' }).click()
    await dialog.getByText('该号码没有停机').waitFor()
    expect(await dialog.getByRole('button', { name: '确认使用' }).count()).toBe(0)
  })

  it('shows the lines there are with what is known of them', async () => {
    await open({ person: 'C-seven' })
    await button('使用宽带紧急复机').click()
    const dialog = page.getByRole('dialog')
    const lines = dialog.getByRole('group', { name: '用于哪个号码' }).getByRole('radio')
    await lines.first().waitFor()
    expect(await lines.count()).toBe(1)
    await dialog.getByRole('radio', { name: '宽带 B-C-seven · 已停机（欠费）' }).check()
  })

  it('takes the id of a line where the lines cannot be told', async () => {
    await open({ person: 'C-five' })
    await page.route('**/lines', (route) => route.abort())
    await button('使用手机紧急开机').click()
    const dialog = page.getByRole('dialog', { name: '手机紧急开机' })
    await dialog.getByLabel('用于哪个号码').fill('M-of-somebody')
    await dialog.getByRole('button', { name: '查询能否使用' }).click()
    await dialog.getByRole('alert').waitFor()
  })

  it('sends the same act again with the same key', async () => {
    await open({ person: 'C-seven' })
    await button('使用上门代装其他终端').click()
    const dialog = page.getByRole('dialog')
    const keys: (string | undefined)[] = []
    await page.route('**/uses', (route) => {
      keys.push(route.request().headers()['idempotency-key'])
      return keys.length === 1 ? route.abort() : route.continue()
    })
    await dialog.getByRole('button', { name: '确认使用' }).click()
    await dialog.getByText('不知道是否已经办成').waitFor()
    await dialog.getByRole('button', { name: '确认使用' }).click()
    await dialog.getByText('已办理').waitFor()
    expect(keys).toHaveLength(2)
    expect(keys[0]).toBe(keys[1])
  })
})

describe('bad weather', () => {
  it('holds the place of what is slow', async () => {
    world.weather = 'slow'
    await open({ person: 'C-five' })
    await page.getByText('正在读取……').first().waitFor()
    world.weather = 'fine'
    world.release()
    await star('您的星级 5 星').waitFor()
  })

  it('says what failed, and tries again', async () => {
    world.weather = 'failing'
    await open({ person: 'C-five' })
    await page.getByRole('alert').getByText('数据暂时无法读取').waitFor()
    world.weather = 'fine'
    await button('重试').click()
    await star('您的星级 5 星').waitFor()
  })

  it('shows the last answer with its date without a network, and lets nothing be used', async () => {
    await open({ person: 'C-five' })
    await section('历史').getByRole('img').waitFor()
    await page.route('**/v1/**', (route) => route.abort())
    await page.reload()
    await page.getByText('没有网络：以下是 2026年11月22日 10:00 的内容').waitFor()
    await star('您的星级 5 星').waitFor()
    const use = button('使用上门移机')
    expect(await use.getAttribute('aria-disabled')).toBe('true')
    await use.click({ force: true })
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.unroute('**/v1/**')
    await button('重试').first().click()
    await page.getByText('没有网络').waitFor({ state: 'detached' })
  })
})

it('opens without a network once it was opened with one', async () => {
  await open({ person: 'C-five', keeping: true })
  await section('历史').getByRole('img').waitFor()
  await page.waitForFunction(async () => {
    const kept = await caches.open('pages-1')
    return (await kept.keys()).length > 5
  })
  await page.context().setOffline(true)
  await page.reload()
  await star('您的星级 5 星').waitFor()
  await page.getByText('没有网络：以下是').waitFor()
})

it('changes its language at once, with the sentences', async () => {
  await open({ person: 'C-five' })
  await button('设置').click()
  await page.getByRole('radio', { name: 'English' }).check()
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  await page.getByRole('button', { name: 'Close' }).click()
  await star('Your star 5 stars').waitFor()
  await page.getByText('Your star: 5 stars. Growth value').waitFor()
  expect(await page.getAttribute('html', 'lang')).toBe('en')
  await button('Settings').click()
  await page.getByRole('radio', { name: '繁體中文' }).check()
  await page.getByText('成長值').first().waitFor()
  expect(await page.getAttribute('html', 'lang')).toBe('zh-TW')
})

it('can be reached by the keyboard alone', async () => {
  await open({ person: 'C-five', width: 1440 })
  await star('您的星级 5 星').waitFor()
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  await button('设置').press('Enter')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('设置')
})

it('is usable after little script, from the door to the star', async () => {
  page = await visit(browser, world)
  const loaded = loadedScript(page)
  await page.goto('/')
  await button('登录').click()
  await page.getByRole('button', { name: '欧阳明月' }).click()
  await star('您的星级 5 星').waitFor()
  await page.waitForLoadState('networkidle')
  const files = await loaded()
  const bytes = files.reduce((sum, each) => sum + each.bytes, 0)
  expect(bytes, JSON.stringify(files)).toBeLessThanOrEqual(MOST_BYTES)
  expect(files.length).toBeGreaterThan(3)
})
