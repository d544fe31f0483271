import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

/** Evaluated, not loaded: the content policy of the pages lets nothing else in. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * What axe finds that is serious or critical, as `rule: where`.
 *
 * @param only one rule of axe: what is built alike need not be looked at twice
 */
export async function barriersOn(page: Page, only?: string): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE)
  return page.evaluate(
    async ([rules, only]) => {
      interface Axe {
        run(
          on: Document,
          options: object,
        ): Promise<{
          violations: {
            id: string
            impact: string
            nodes: { target: string[]; failureSummary: string }[]
          }[]
        }>
      }
      const { axe } = globalThis as unknown as { axe: Axe }
      const { violations } = await axe.run(document, {
        runOnly:
          only === undefined ? { type: 'tag', values: rules } : { type: 'rule', values: [only] },
        resultTypes: ['violations'],
      })
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) =>
          nodes.map(
            ({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`,
          ),
        )
    },
    [RULES, only] as const,
  )
}

/** What is wider than its place, cut off, or outside the window, as `what: where`. */
export function cutOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth > width) found.push('page: scrolls sideways')
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${element.textContent.slice(0, 30)}”`
    for (const element of document.body.querySelectorAll<HTMLElement>('*:not(svg, svg *)')) {
      if (element.closest('.hidden, .skip, noscript') !== null || !element.checkVisibility())
        continue
      const { left, right } = element.getBoundingClientRect()
      if (right > width + 1 || left < -1) found.push(`outside: ${nameOf(element)}`)
      const { overflowX, overflowY, display } = getComputedStyle(element)
      if (display === 'inline' || element.clientWidth === 0) continue
      if (element.scrollWidth > element.clientWidth + 1 && !/auto|scroll/.test(overflowX)) {
        found.push(`too wide: ${nameOf(element)}`)
      }
      if (element.scrollHeight > element.clientHeight + 1 && /hidden|clip/.test(overflowY)) {
        found.push(`cut: ${nameOf(element)}`)
      }
    }
    return found
  })
}
