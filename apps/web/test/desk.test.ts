import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { startWorld, type Visit, visit, type World } from './world.ts'

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

async function open(by: Visit = { person: 'agent' }): Promise<void> {
  page = await visit(browser, world, { width: 1440, ...by })
  await page.goto('/desk')
}

const focused = (css: string) => page.locator(`${css}:focus`).waitFor()
const focusedText = () => page.evaluate(() => document.activeElement?.textContent ?? '')
const said = (text: string) => page.locator('#said').getByText(text).waitFor()
const part = (name: string) => page.getByRole('group', { name, exact: true })

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Presses Tab until what has the focus is named so. */
async function tabTo(name: string | RegExp): Promise<void> {
  for (let times = 0; times < 60; times += 1) {
    await press('Tab')
    const at = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null
      const label = element?.labels?.[0]?.textContent ?? element?.textContent ?? ''
      return element?.getAttribute('aria-label') ?? label
    })
    if (typeof name === 'string' ? at.trim() === name : name.test(at)) return
  }
  throw new Error(`no Tab leads to ${String(name)}`)
}

async function look(text: string, reason = '3'): Promise<void> {
  await focused('.search')
  await page.keyboard.type(text)
  await press('Enter', reason, 'Enter')
}

async function openCustomer(text: string): Promise<void> {
  await look(text)
  await focused('.found button')
  await press('Enter')
  await page.locator('.sentence').waitFor()
}

describe('by the keyboard alone', () => {
  it('leads from the door through a restore and its order to an objection', async () => {
    await open({})
    await tabTo('登录')
    await press('Enter')
    await page.getByRole('button', { name: '热线坐席' }).waitFor()
    await tabTo(/热线坐席/)
    await press('Enter')

    await look('C-five')
    await focused('.found button')
    expect(await focusedText()).toContain('欧**')
    await press('Enter')
    await page.getByRole('heading', { level: 1, name: '欧阳明月' }).waitFor()
    await focused('h1')
    await said('已打开欧阳明月')
    await page.getByText('您是五星客户').first().waitFor()

    await press('3')
    await focused('#part-benefits')
    await tabTo('使用手机紧急开机')
    await press('Enter')
    const dialog = page.getByRole('dialog', { name: '手机紧急开机' })
    await dialog.getByText('请说明是哪一个号码').waitFor()
    await tabTo('手机 19900006001')
    await press('Space')
    await press('Enter')
    await dialog.getByRole('radio', { name: '已停机' }).waitFor()
    await tabTo('正常使用')
    await press('ArrowRight')
    await tabTo('欠费')
    await press('Space')
    await tabTo('欠费（元）')
    await page.keyboard.type('35')
    await press('Enter')
    await dialog.getByText('可以使用手机紧急开机').waitFor()
    await tabTo('确认使用')
    await press('Enter')
    await dialog.getByText('已办理').waitFor()
    await tabTo('关闭')
    await press('Enter')
    await focused('[aria-label="使用手机紧急开机"]')

    await press('2')
    await focused('#part-uses')
    await part('办理').getByText('手机紧急开机').waitFor()
    await part('办理').getByText('等待网络受理').waitFor()

    await press('7')
    await focused('#part-objections')
    await tabTo('咨询')
    await press('ArrowLeft')
    await tabTo('不认可评定结果')
    await press('Space')
    await tabTo('客户怎么说')
    await page.keyboard.type('为什么不是六星？')
    await press('Control+Enter')
    await said('异议已登记')
    const objections = part('异议')
    await objections.getByText('投诉 · 不认可评定结果').waitFor()
    await objections.getByText('为什么不是六星？').waitFor()

    await press('Tab', '/')
    await focused('.search')
  })

  it('chooses among several, and goes back to write another number', async () => {
    await open()
    await look('199 0000 6001')
    await focused('.found button')
    await said('找到 2 位客户')
    await press('ArrowDown')
    expect(await focusedText()).toContain('王*')
    await press('Home')
    expect(await focusedText()).toContain('欧**')
    await press('Escape')
    await focused('.search')
    await page.keyboard.type('13800000000')
    await press('Enter')
    await said('没有找到客户')
    await focused('.search')
  })

  it('asks for a reason, and sends it with everything', async () => {
    await open()
    const reasons: (string | undefined)[] = []
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.startsWith('/v1/')) {
        reasons.push(request.headers()['dipper-reason'])
      }
    })
    await focused('.search')
    await page.keyboard.type('C-five')
    await press('Enter', 'Enter')
    await page.getByRole('alert').getByText('请选一个原因').waitFor()
    await press('7')
    await focused('.reasons input:not([type])')
    await page.keyboard.type('核')
    await press('Enter')
    await page.getByText('3 至 200 个字').waitFor()
    expect(reasons).toEqual([])
    await page.keyboard.type('对资料 2')
    await press('Enter')
    await focused('.found button')
    await press('Enter')
    await page.locator('.sentence').waitFor()
    await page.locator('#part-history .columns').waitFor()
    expect(reasons.length).toBeGreaterThan(6)
    expect(new Set(reasons)).toEqual(new Set([encodeURIComponent('核对资料 2')]))
  })

  it('lists its keys, and lets them be turned off', async () => {
    await open()
    await openCustomer('C-five')
    await press('?')
    const dialog = page.getByRole('dialog', { name: '键盘快捷键' })
    await dialog.getByText('到“权益”').waitFor()
    await tabTo(/启用单键快捷键/)
    await press('Space', 'Escape')
    await press('3', '/', '?')
    await page.locator('h1').waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await page.locator('#part-benefits:focus').count()).toBe(0)
    await page.getByRole('button', { name: '快捷键' }).press('Enter')
    await tabTo(/启用单键快捷键/)
    await press('Space', 'Escape', '3')
    await focused('#part-benefits')
  })

  it('copies the sentence to say', async () => {
    await open()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await openCustomer('C-five')
    await press('c')
    await said('已复制')
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toBe(await page.locator('.sentence').innerText())
  })
})

describe('an order', () => {
  it('is followed until the network is done, and not asked for after that', async () => {
    await open()
    const asked: string[] = []
    await page.route('**/uses?*', async (route) => {
      const state = ['waiting', 'sent'][asked.length] ?? 'completed'
      asked.push(state)
      const answer = await route.fetch()
      const { items } = (await answer.json()) as { items: { orders: object[] }[] }
      const [use] = items
      const orders = [{ ...use?.orders[0], order: 'followed', state }]
      await route.fulfill({ json: { items: [{ ...use, orders }], next: null } })
    })
    await openCustomer('C-five')
    await part('办理').getByText('网络处理中').waitFor()
    await said('网络处理中')
    await said('已生效')
    await page.waitForTimeout(2500)
    expect(asked).toEqual(['waiting', 'sent', 'completed'])
  })
})

describe('bad weather', () => {
  it('holds the place of what is slow', async () => {
    await open()
    await focused('.search')
    world.weather = 'slow'
    await look('C-five')
    await page.getByRole('button', { name: '正在查找……' }).waitFor()
    world.weather = 'fine'
    world.release()
    await focused('.found button')
    world.weather = 'slow'
    await press('Enter')
    await page.getByText('正在读取……').first().waitFor()
    await page.getByRole('heading', { level: 1, name: '欧**' }).waitFor()
    world.weather = 'fine'
    world.release()
    await page.getByRole('heading', { level: 1, name: '欧阳明月' }).waitFor()
  })

  it('says what failed, and tries again', async () => {
    await open()
    world.weather = 'failing'
    await look('C-five')
    await page.getByRole('alert').getByText('数据暂时无法读取').waitFor()
    world.weather = 'fine'
    await page.getByRole('button', { name: '重试' }).press('Enter')
    await focused('.found button')
    world.weather = 'failing'
    await press('Enter')
    await page.locator('.desk > [role=alert]').getByText('数据暂时无法读取').waitFor()
    world.weather = 'fine'
    await page.locator('.desk > [role=alert] button').press('Enter')
    await page.locator('.sentence').waitFor()
  })

  it('asks to sign in again when the token is not believed, and comes back to the customer', async () => {
    await open()
    await openCustomer('C-five')
    await press('7')
    await tabTo('咨询')
    await press('Space')
    await tabTo('客户怎么说')
    await page.keyboard.type('说到一半')
    world.weather = 'ended'
    await tabTo('登记')
    await press('Shift+Tab', 'Control+Enter')
    expect(await page.getByRole('heading', { name: '登录已结束' }).count()).toBe(0)
    await page.getByRole('radio', { name: '评定规则' }).press('Space')
    await page.getByLabel('客户怎么说').press('Control+Enter')
    await page.getByRole('heading', { name: '登录已结束' }).waitFor()
    expect(await page.getByText('欧阳明月').count()).toBe(0)
    world.weather = 'fine'
    await tabTo('重新登录')
    await press('Enter')
    await page.getByRole('button', { name: '热线坐席' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: '欧阳明月' }).waitFor()
    expect(await page.getByLabel('客户怎么说').inputValue()).toBe('说到一半')
  })

  it('shows the last answer with its date without a network, and lets nothing be done', async () => {
    await open()
    await openCustomer('C-five')
    await page.locator('#part-history .columns').waitFor()
    await page.route('**/v1/**', (route) => route.abort())
    await page.reload()
    await page.getByText('没有网络：以下是 2026年11月22日 10:00 的内容').waitFor()
    await page.locator('.sentence').waitFor()
    const use = page.getByRole('button', { name: '使用上门移机' })
    expect(await use.getAttribute('aria-disabled')).toBe('true')
    await use.press('Enter')
    expect(await page.getByRole('dialog').count()).toBe(0)
    const take = page.getByRole('button', { name: '登记', exact: true })
    expect(await take.getAttribute('aria-disabled')).toBe('true')
    await page.unroute('**/v1/**')
    await page.getByRole('button', { name: '重试' }).first().press('Enter')
    await page.getByText('没有网络').waitFor({ state: 'detached' })
  })
})

it('takes an objection once, however often it is sent', async () => {
  await open()
  await openCustomer('C-seven')
  const keys: (string | undefined)[] = []
  await page.route('**/objections', (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    keys.push(route.request().headers()['idempotency-key'])
    return keys.length === 1 ? route.abort() : route.continue()
  })
  await page.getByRole('radio', { name: '不满' }).press('Space')
  await page.getByRole('radio', { name: '服务内容' }).press('Space')
  await page.getByLabel('客户怎么说').fill('换卡等了很久')
  await page.getByLabel('客户怎么说').press('Control+Enter')
  await page.getByRole('alert').getByText('上面还有没选的').waitFor()
  await page.getByRole('radio', { name: '宽带' }).press('Space')
  await page.getByLabel('客户怎么说').press('Control+Enter')
  await page.getByText('不知道是否已经登记').waitFor()
  await page.getByLabel('客户怎么说').press('Control+Enter')
  await said('异议已登记')
  expect(keys).toHaveLength(2)
  expect(keys[0]).toBe(keys[1])
  await part('异议').getByText('不满 · 服务内容 · 宽带').waitFor()
})

it('changes its language at once, with the sentences', async () => {
  await open()
  await openCustomer('C-five')
  await page.getByRole('button', { name: '设置' }).press('Enter')
  await page.getByRole('radio', { name: 'English' }).press('Space')
  await press('Escape')
  await page.getByText('Your star: 5 stars. Growth value').waitFor()
  await page.getByText('Emergency mobile restore').first().waitFor()
  await page.getByText('Take an objection').waitFor()
  expect(await page.getAttribute('html', 'lang')).toBe('en')
})

it('leaves nothing of a customer behind', async () => {
  const kept = () =>
    page.evaluate(() =>
      [localStorage, sessionStorage]
        .flatMap((store) => Object.keys(store))
        .filter((key) => /kept|opened|draft/.test(key)),
    )
  await open()
  await openCustomer('C-five')
  await page.locator('#part-history .columns').waitFor()
  expect(await kept()).not.toEqual([])
  await press('/')
  await focused('.search')
  expect(await kept()).toEqual([])
})

it('prints one page, dark on white', async () => {
  await open({ person: 'agent', theme: 'dark' })
  await openCustomer('C-five')
  await page.locator('#part-history .columns').waitFor()
  const pdf = await page.pdf({ format: 'A4' })
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  await page.emulateMedia({ media: 'print' })
  const ink = await page.evaluate(() => getComputedStyle(document.body).color)
  expect(ink).toBe('rgb(20, 29, 54)')
})

it('is for staff alone', async () => {
  await open({ person: 'C-five' })
  await page.getByRole('heading', { name: '这是服务台' }).waitFor()
})
