/**
 * Makes docs/screenshots anew from a running demo that nobody has signed in to yet:
 *   npm start -- --demo --data /tmp/demo
 *   node test/screenshots.mjs <the sign-in link that it printed> [another folder]
 */
import { chromium } from 'playwright-core'

const OUT = process.argv[3] ?? 'docs/screenshots'
const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
const SHOTS = [
  { name: 'overview', path: '' },
  { name: 'overview-dark', path: '', colorScheme: 'dark' },
  { name: 'overview-phone', path: '', viewport: PHONE },
  { name: 'overview-chinese', path: '', locale: 'zh-CN' },
  { name: 'sources', path: '/sources' },
  {
    name: 'campaigns-dark',
    path: '/sources/campaign?channel=Paid+Search',
    colorScheme: 'dark',
  },
  { name: 'sources-phone-dark', path: '/sources', viewport: PHONE, colorScheme: 'dark' },
  { name: 'pages', path: '/pages' },
  { name: 'audience', path: '/audience' },
  { name: 'goals', path: '/goals' },
  { name: 'funnels', path: '/journeys' },
  { name: 'funnel', path: '/journeys', follow: '.funnel-chip' },
  { name: 'funnels-phone', path: '/journeys', viewport: PHONE },
  { name: 'paths', path: '/journeys/paths' },
  { name: 'retention', path: '/retention' },
  { name: 'experiments', path: '/experiments' },
  { name: 'experiment', path: '/experiments', follow: '.row-title' },
  { name: 'return', path: '/return' },
  { name: 'return-dark', path: '/return', colorScheme: 'dark' },
  { name: 'planner', path: '/return/planner' },
  { name: 'spend', path: '/return/spend' },
  { name: 'revenue', path: '/customers/revenue' },
  { name: 'revenue-phone-dark', path: '/customers/revenue', viewport: PHONE, colorScheme: 'dark' },
  { name: 'links', path: '/links' },
  { name: 'live-phone-dark', path: '/live', viewport: PHONE, colorScheme: 'dark' },
  { name: 'health', path: '/customers' },
  { name: 'accounts', path: '/customers/accounts' },
  { name: 'account', path: '/customers/accounts', follow: '.account-link' },
  { name: 'stages', path: '/customers/stages' },
  { name: 'people', path: '/customers/people' },
  // Somebody who bought.
  { name: 'person', path: '/customers/people?done.event=Purchase', follow: '.person-link' },
  { name: 'quality', path: '/quality' },
  { name: 'settings-phone-chinese', path: '/settings/goals', viewport: PHONE, locale: 'zh-CN' },
]

const [link] = process.argv.slice(2)
if (!link) throw new Error('node test/screenshots.mjs <sign-in link> [folder]')
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
const storageState = await signIn()
for (const shot of SHOTS) await take(shot)
await browser.close()

async function signIn() {
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(link)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Email').fill('ada@example.com')
  await page.getByLabel('New password').fill('a calm river finds the sea')
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  const state = await context.storageState()
  await context.close()
  return state
}

async function take({ name, path, follow, ...look }) {
  const options = { storageState, viewport: DESK, locale: 'en-GB', colorScheme: 'light', ...look }
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await page.goto(`${new URL(link).origin}/sites/demo.tributary.test${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  if (follow) await page.locator(follow).first().click()
  await page.waitForFunction(() => !document.querySelector('.skeleton, [aria-busy=true]'))
  // Courses of the rows are asked for after the rows.
  await page.waitForTimeout(1_500)
  await page.screenshot({ path: `${OUT}/${name}.png` })
  await context.close()
}
