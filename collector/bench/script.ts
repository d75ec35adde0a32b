import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { type Figure, figure, repeated, type Setting } from './figures.ts'
import { type Spent, spentOn, type TraceEvent } from './main-thread.ts'
import { command, startServer } from './processes.ts'

const SITE = 'script.test'

const CHROMIUMS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Short, long, full of links, and with a form: what the script looks at differs. */
const BODIES = [
  '<p>short</p>',
  `<article>${'<p>A paragraph of a long text.</p>'.repeat(2_000)}</article>`,
  `<nav>${'<a href="https://elsewhere.example/">away</a> '.repeat(1_000)}</nav>`,
  `<form action="/search">${'<input name="field">'.repeat(100)}</form>`,
]

/** What the script takes of the main thread when a page is loaded cold; no figures without a Chromium. */
export async function scriptFigures({ extent, folder, say }: Setting): Promise<Figure[]> {
  const browser = await openBrowser()
  if (browser === undefined) {
    say('script: left out, because no Chromium that starts was found')
    return []
  }
  say('script: cold loads in Chromium')
  const data = join(folder, 'script')
  command(['site', 'add', SITE, '--data', data])
  const server = await startServer(data)
  const script = `http://127.0.0.1:${server.port}/t/${SITE}.js`
  const pages = await servePages(script)
  try {
    const load = (run: number) => loaded(browser, pages.url(run), script)
    const times = await repeated(extent.loads, load)
    return figures(times)
  } finally {
    await browser.close()
    pages.close()
    await server.stop()
  }
}

function figures(times: readonly Spent[]): Figure[] {
  const load = times.map((spent) => spent.load)
  const later = times.map((spent) => spent.later)
  return [
    figure('main thread, the script on load', load, { unit: 'ms', reach: { most: 2 } }),
    figure('the same, sending the pageview 0.1 s later', later, { unit: 'ms' }),
  ]
}

async function openBrowser(): Promise<Browser | undefined> {
  try {
    // Of the tests, so not in every installation.
    const { chromium } = await import('playwright-core')
    const executablePath = [...CHROMIUMS, chromium.executablePath()].find((path) =>
      existsSync(path),
    )
    if (executablePath === undefined) return undefined
    return await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  } catch {
    return undefined // the caller says so
  }
}

async function servePages(script: string) {
  // The browser of a test says that it is one; visitors' do not, and the script runs no further for it.
  const head = `<!doctype html><title>Page</title><script async data-bots src="${script}"></script>`
  const server = createServer(({ url }, answer) => {
    answer.setHeader('content-type', 'text/html')
    answer.end(head + (BODIES[Number(url?.slice(1))] ?? ''))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: (run: number) => `http://127.0.0.1:${port}/${run % BODIES.length}`,
    close: () => server.close(),
  }
}

/** Opens the page in a browser that has seen nothing yet, and traces it until the network is idle. */
async function loaded(browser: Browser, url: string, script: string): Promise<Spent> {
  const context = await browser.newContext()
  const session = await browser.newBrowserCDPSession()
  const trace: TraceEvent[] = []
  // Playwright knows of trace events only that they are objects.
  session.on('Tracing.dataCollected', ({ value }: { value: object[] }) => {
    trace.push(...(value as TraceEvent[]))
  })
  const complete = new Promise<unknown>((done) => session.once('Tracing.tracingComplete', done))
  const page = await context.newPage()
  const traceConfig = { includedCategories: ['devtools.timeline', 'v8'] }
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig })
  await page.goto(url, { waitUntil: 'networkidle' })
  await session.send('Tracing.end')
  await complete
  await session.detach()
  await context.close()
  return spentOn(script, trace)
}
