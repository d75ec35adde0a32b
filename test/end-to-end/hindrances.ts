import { readFileSync } from 'node:fs'
import type axe from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'

/** What of a page hinders people. */
export interface Hindrances {
  /** Rules of axe that it breaks, and by what. */
  violations: string[]
  /** Pixels that it is wider than the window. */
  overflow: number
  /** How far what was seen has moved while the page came. */
  shift: number
}

/** Notes what moves on all pages of the context from now on. */
export async function watchShifts(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const shown = window as unknown as { shifted: number }
    shown.shifted = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shown.shifted += (entry as unknown as { value: number }).value
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

/** axe is put into the page by hand: its context must pass over the page's own policy. */
export async function hindrances(page: Page): Promise<Hindrances> {
  await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'))
  return await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document)
    const { scrollWidth, clientWidth } = document.documentElement
    return {
      violations: violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      overflow: Math.max(0, scrollWidth - clientWidth),
      shift: (window as unknown as { shifted: number }).shifted,
    }
  })
}
