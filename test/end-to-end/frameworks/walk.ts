import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Collected } from './stored.ts'
import type { Trial } from './trial.ts'

/**
 * The walk that every app has to bear, by mouse and keyboard:
 *
 *   / → /long (scrolls) → /about → /contact (sends the form) → /thanks ← /contact → /thanks
 *     (likes by keyboard, buys) → /old, which leads to /about → reload → a link to elsewhere, in a new tab → closes
 */
export const WALK = {
  pageviews: [
    '/ Home',
    '/long Long',
    '/about About',
    '/contact Contact',
    '/thanks Thanks',
    '/contact Contact',
    '/thanks Thanks',
    '/about About',
    '/about About',
  ],
  events: { Lead: 1, Like: 1, Bought: 1, outbound: 1 },
  visits: [{ landing_page: '/', exit_page: '/about', source: 'letter', pageviews: 9 }],
  /** Of Home, 600 of 2,400 pixels were seen; of Long, wheeled down by 1,200, 1,800 of 3,000. */
  scroll: { '/': 25, '/long': 60 },
}

/** A campaign's link to the first page. */
export const LANDING = '/?utm_source=letter&utm_medium=email'

/** Takes the walk on a page that is at its first page, and closes the tab. */
export async function walk({ page, leave }: Trial): Promise<void> {
  await arrived(page, 'Home')
  await follow(page, 'Long')
  await page.mouse.move(400, 300)
  await page.mouse.wheel(0, 1200)
  // Within a percent or two: it is smooth, and stops where it likes.
  await page.waitForFunction(() => scrollY > 1150)
  await pause(page)
  await follow(page, 'About')
  await follow(page, 'Contact')
  await sendForm(page)
  await goBack(page)
  await arrived(page, 'Contact')
  await goForward(page)
  await arrived(page, 'Thanks')
  await page.getByRole('button', { name: 'Like' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Buy' }).click()
  await pause(page)
  await follow(page, 'Old', 'About')
  await page.reload()
  await arrived(page, 'About')
  await followElsewhere(page)
  await leave()
}

/** Follows a link of the menu and waits for the page whose heading says so. */
export async function follow(page: Page, link: string, heading = link): Promise<void> {
  await page.getByRole('link', { name: link, exact: true }).click()
  await arrived(page, heading)
}

/** Does not wait for `load`, which a page from the back/forward cache does not fire again. */
export const goBack = (page: Page) => page.goBack({ waitUntil: 'commit' })
export const goForward = (page: Page) => page.goForward({ waitUntil: 'commit' })

/** Waits for a page, and looks at it for as long as a quick reader would. */
export async function arrived(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { name: heading, exact: true }).waitFor()
  await pause(page)
}

async function sendForm(page: Page): Promise<void> {
  await page.getByLabel('Email').fill('someone@example.com')
  await page.keyboard.press('Enter')
  await arrived(page, 'Thanks')
}

/** An icon of a sprite, which is what most footers have: the click falls on its `use`. */
async function followElsewhere(page: Page): Promise<void> {
  const opened = page.waitForEvent('popup')
  await page.locator('a svg').click()
  await (await opened).close()
}

const pause = (page: Page): Promise<void> => page.waitForTimeout(400)

/** Compares what was stored with what was done; on a busy machine the last of it may come after a pause. */
export async function expectWalked(trial: Trial): Promise<void> {
  const walked = async () => {
    const { pageviews, events, visits, scroll } = await trial.collected()
    const depths = Object.keys(WALK.scroll).map((path) => [path, toFives(scroll[path])])
    return { pageviews, events, visits, scroll: Object.fromEntries(depths) }
  }
  await expect.poll(walked).toEqual(WALK)
}

/** The same of an app that routes in the fragment; how its first page is called is its own affair. */
export function expectWalkedInFragment({ pageviews, events, visits, scroll }: Collected): void {
  const [, ...others] = WALK.pageviews
  expect(pageviews[0]).toMatch(/^\/(#\/)? Home$/)
  expect(pageviews.slice(1)).toEqual(others.map((page) => `/#${page}`))
  expect(events).toEqual(WALK.events)
  expect(visits).toMatchObject([{ exit_page: '/#/about', source: 'letter', pageviews: 9 }])
  expect(toFives(scroll['/#/long'])).toBe(WALK.scroll['/long'])
}

/** A wheel stops where it likes, within a percent or two. */
const toFives = (depth = Number.NaN): number => 5 * Math.round(depth / 5)
