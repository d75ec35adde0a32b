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

const watched = new WeakSet<BrowserContext>()

/** Notes what moves on all pages of the context from now on. */
export async function watchShifts(context: BrowserContext): Promise<void> {
  if (watched.has(context)) return
  watched.add(context)
  await context.addInitScript(() => {
    let shifted = 0
    const add = (entries: PerformanceEntryList) => {
      for (const entry of entries) shifted += (entry as unknown as { value: number }).value
    }
    const observer = new PerformanceObserver((list) => add(list.getEntries()))
    observer.observe({ type: 'layout-shift', buffered: true })
    const get = () => {
      add(observer.takeRecords())
      return shifted
    }
    Object.defineProperty(window, 'shifted', { get })
  })
}

/** So many frames a page has to be still; it is looked at in each. */
const FRAMES = 4

/**
 * Waits until all has come and nothing moves, for as long as some frames take: in the middle of a change, colours are such as
 * nobody reads, and what has just come may ask for more. What goes on for ever is not waited for.
 */
async function still(page: Page): Promise<void> {
  await page.waitForFunction((enough) => {
    const isMoving = ({ playState, effect }: Animation) =>
      playState === 'running' && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY
    const isBusy = document.querySelector('.skeleton, [aria-busy=true]') !== null
    const isStill = !isBusy && !document.getAnimations().some(isMoving)
    const frames = Number(document.documentElement.dataset.still ?? 0)
    const isOver = isStill && frames === enough
    document.documentElement.dataset.still = `${isStill && !isOver ? frames + 1 : 0}`
    return isOver
  }, FRAMES)
}

/** Once the page is still. axe is put into it by hand: its context must pass over the page's own policy. */
export async function hindrances(page: Page): Promise<Hindrances> {
  await still(page)
  const isThere = await page.evaluate(() => 'axe' in window)
  if (!isThere) await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'))
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

/** By day and by night together: to load a page costs many times what looking at it does. */
export async function hindrancesInBothSchemes(page: Page): Promise<Hindrances> {
  const byDay = await hindrances(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  const byNight = await hindrances(page)
  await page.emulateMedia({ colorScheme: 'light' })
  return {
    violations: [...byDay.violations, ...byNight.violations],
    overflow: Math.max(byDay.overflow, byNight.overflow),
    shift: byDay.shift,
  }
}
