import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest'
import {
  compose,
  composeDebug,
  composePreview,
  type SiteScript,
  type Variants,
} from '../../tracker/compose.ts'
import { draftOf } from '../../tracker/experiments/inline.ts'
import type { Change } from '../../tracker/experiments/page-experiment.ts'
import { openBrowser } from '../chromium.ts'
import { openReceiver, openSite, type Receiver } from './receiver.ts'

export const DEFAULT: SiteScript = {
  domain: 'example.com',
  identity: 'cookieless',
  auto: ['pageview', 'engagement', 'outbound', 'download'],
  hash: false,
  do_not_track: false,
  query: [],
  clicks: [],
}

/** Every feature there is. */
export const ALL: SiteScript = {
  ...DEFAULT,
  auto: [...DEFAULT.auto, 'form', 'notfound'],
  do_not_track: true,
  clicks: [{ selector: '.buy, .cart', event: 'Buy' }],
}

/** The page that a test opens; set before it is opened. */
export interface Stage {
  /** The site's settings, over the defaults. */
  settings: Partial<SiteScript>
  /** More of the script tag's attributes. */
  attributes: string
  head: string
  body: string
  /** Whole pages by their paths, in place of the one made of head, tag and body. */
  pages: Record<string, string>
  tag(): string
  context: BrowserContext
  page: Page
  receiver: Receiver
  origin: string
  names(): string[]
  /** Long enough for what should not come to have come. */
  settled(): Promise<void>
  call(code: string): Promise<unknown>
}

/** What forms have for a variant, by the token of its preview. */
export const drafts = new Map<string, readonly Change[]>()

/** Scrolls the page, until it has told of that. */
export const scrollDown = ({ page }: Stage, top: number): Promise<void> =>
  page.evaluate(
    (to) =>
      new Promise((done) => {
        addEventListener('scroll', () => done(), { once: true })
        scrollTo(0, to)
      }),
    top,
  )

const composed = (query: string, variants: Variants, site: SiteScript): string => {
  if (query.startsWith('draft=')) return JSON.stringify(draftOf(drafts.get(query.slice(6)) ?? []))
  if (query === 'preview') return composePreview(variants, site)
  return query === 'debug' ? composeDebug(variants, site) : compose(variants, site)
}

/** The scripts that the collector hands out. */
const VARIANTS = 'dist/tracker/variants.json'

/** Counts what the context's pages have posted to the receiver and has not failed on the way. */
const sentBy = (context: BrowserContext, receiver: Receiver): (() => number) => {
  let sent = 0
  const isPost = (request: Request) =>
    request.method() === 'POST' && request.url().startsWith(receiver.origin)
  context.on('request', (request) => {
    if (isPost(request)) sent += 1
  })
  context.on('requestfailed', (request) => {
    if (isPost(request)) sent -= 1
  })
  return () => sent
}

/**
 * By the page's own timers, so that what it has begun within them is over however busy the machine is; from anew where the
 * page is left meanwhile.
 */
const moment = async (page: Page, ms: number): Promise<void> => {
  const wait = () => page.evaluate((time) => new Promise((done) => setTimeout(done, time)), ms)
  while (await wait().then(() => false, isOfPageLeft));
}

const isOfPageLeft = (error: Error): boolean => {
  if (/Execution context was destroyed|navigat/.test(error.message)) return true
  throw error
}

/**
 * A real browser, a site and a receiver on another origin. Each test has a receiver of its own: pages that end with the
 * test before still have something to say, and say it to nobody.
 */
export const useStage = (): Stage => {
  let variants: Variants
  let browser: Browser
  let site: Awaited<ReturnType<typeof openSite>>
  let failures: string[]
  const stage = {} as Stage
  const tag = () =>
    `<script async data-bots ${stage.attributes} src="${stage.receiver.origin}/t/example.com.js"></script>`

  beforeAll(async () => {
    variants = JSON.parse(readFileSync(VARIANTS, 'utf8')) as Variants
    browser = await openBrowser()
    site = await openSite(
      (path) =>
        stage.pages[path] ??
        `<!doctype html><title>Page</title>${stage.head}${tag()}<body>${stage.body}</body>`,
    )
    stage.origin = site.origin
    stage.tag = tag
  })
  afterAll(async () => {
    await browser.close()
    await site.close()
  })
  beforeEach(async () => {
    failures = []
    const receiver = await openReceiver((query) =>
      composed(query, variants, { ...DEFAULT, ...stage.settings }),
    )
    const context = await browser.newContext({
      viewport: { width: 800, height: 600 },
      locale: 'de-DE',
    })
    const page = await context.newPage()
    const sent = sentBy(context, receiver)
    page.on('pageerror', (error) => failures.push(String(error)))
    Object.assign(stage, {
      settings: {},
      attributes: '',
      head: '',
      body: '<p style="height:3000px">text</p>',
      pages: {},
      context,
      page,
      receiver,
      names: () => stage.receiver.events().map(({ name }) => name),
      settled: async () => {
        await moment(page, 300)
        await vi.waitUntil(() => sent() <= receiver.posts(), 10_000)
      },
      call: (code: string) => page.evaluate(code),
    })
  })
  afterEach(async () => {
    await stage.context.close()
    await stage.receiver.close()
    expect(failures).toEqual([])
  })
  return stage
}
