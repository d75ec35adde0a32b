import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compiled, PROJECTS } from './compiled.ts'
import { serve } from './frameworks/served.ts'
import { useTrial } from './frameworks/trial.ts'

const run = promisify(execFile)
const trial = useTrial('package')
let folder: string

beforeAll(async () => {
  await run(process.execPath, ['packages/browser/build.mjs'])
  folder = mkdtempSync(join(tmpdir(), 'tributary-package-'))
  mkdirSync(join(folder, 'node_modules/@tributary'), { recursive: true })
  symlinkSync(resolve('packages/browser'), join(folder, 'node_modules/@tributary/browser'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A page whose code is bundled as an app's is. */
async function visit(code: string): Promise<void> {
  const source = join(folder, 'page.js')
  const place = `const COLLECTOR = '${trial.collector.url}', SITE = '${trial.site}'\n`
  writeFileSync(source, code.replace('\n\n', `\n${place}\n`))
  const { outputFiles } = await build({
    entryPoints: [source],
    bundle: true,
    format: 'esm',
    write: false,
  })
  const script = outputFiles[0]?.text ?? ''
  const server = await serve((request, response) => {
    const js = request.url === '/page.js'
    response.setHeader('content-type', js ? 'text/javascript' : 'text/html; charset=utf-8')
    response.end(
      js
        ? script
        : '<!doctype html><title>Home</title><script type="module" src="/page.js"></script>',
    )
  })
  await trial.visit(server, '/?utm_source=letter')
}

const CALLS = `
track('Early', { props: { plan: 'pro' } })
init({ url: COLLECTOR, site: SITE, visitor: 'stored', props: { area: 'app' } })
init({ url: COLLECTOR, site: SITE, visitor: 'stored', props: { area: 'app' } })
identify('user-42', { account: 'acme' })
addEventListener('load', () => setTimeout(() => {
  track('Late', { revenue: { amount: '9.00', currency: 'EUR' } })
  history.pushState(0, '', '/next')
  document.title = 'Next'
}, 300))`

test('what is called before and after the script is there is counted once', async () => {
  await visit(`import { identify, init, ready, track } from '@tributary/browser'

${CALLS}
ready().then((there) => document.body.append(String(there)))`)
  await expect.poll(() => trial.page.textContent('body')).toContain('true')
  await trial.page.waitForFunction("document.title === 'Next'")
  await trial.leave()
  const { events, pageviews, raw } = await trial.collected()
  expect(pageviews).toEqual(['/ Home', '/next Next'])
  expect(events).toEqual({ Early: 1, Late: 1, identify: 1 })
  const [early, late] = ['Early', 'Late'].map((name) => raw.find((one) => one.name === name))
  expect(early).toMatchObject({ props: { plan: 'pro', area: 'app' } })
  expect(late).toMatchObject({ user: 'user-42', revenue: { amount: '9.00', currency: 'EUR' } })
})

test('bundled, no script is loaded, and the same is counted', async () => {
  const asked: string[] = []
  trial.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await visit(`import { identify, init, track } from '@tributary/browser/bundled'

${CALLS}`)
  await trial.page.waitForFunction("document.title === 'Next'")
  await trial.leave()
  expect(asked.filter((path) => path.endsWith('.js'))).toEqual(['/page.js'])
  const { events, pageviews, visits } = await trial.collected()
  expect(pageviews).toEqual(['/ Home', '/next Next'])
  expect(events).toEqual({ Early: 1, Late: 1, identify: 1 })
  expect(visits).toMatchObject([{ source: 'letter', pageviews: 2 }])
})

test('a script that does not come is told, and the page goes on', async () => {
  trial.provoked = /ERR_CONNECTION_REFUSED|Failed to load/
  await visit(`import { init, ready, track, variant } from '@tributary/browser'

init({ url: 'http://127.0.0.1:9', site: SITE })
track('Signup')
ready().then((there) => document.body.append(String(there), String(variant('hero'))))`)
  await expect.poll(() => trial.page.textContent('body')).toContain('falsenull')
})

test('a server that renders the page loads it, and does nothing', async () => {
  for (const entry of ['@tributary/browser', '@tributary/browser/bundled']) {
    const file = join(folder, 'server.mjs')
    writeFileSync(
      file,
      `import { identify, init, track } from '${entry}'
init({ url: 'https://growth.example.com', site: 'example.com' })
track('Signup')
identify('user-42')`,
    )
    expect(await run(process.execPath, [file])).toEqual({ stdout: '', stderr: '' })
  }
})

test('what loads by require has it, too, and does nothing on a server', async () => {
  const file = join(folder, 'server.cjs')
  const loads = ['@tributary/browser', '@tributary/browser/bundled'].map(
    (entry) =>
      `require('${entry}').init({ url: 'https://growth.example.com', site: 'example.com' })`,
  )
  writeFileSync(file, loads.join('\n'))
  const old = ['--no-experimental-require-module', file]
  expect(await run(process.execPath, old)).toEqual({ stdout: '', stderr: '' })
})

test.each(PROJECTS)(
  'its types are found by a compiler with %s, of a file .%s',
  async (...project) => {
    const code = `import { init, ready, track, variant } from '@tributary/browser'
import { init as start } from '@tributary/browser/bundled'
init({ url: 'https://growth.example.com', site: 'example.com', auto: ['pageview'] })
start({ url: 'https://growth.example.com', site: 'example.com' })
// @ts-expect-error there is no such thing to capture
init({ url: 'https://growth.example.com', site: 'example.com', auto: ['keys'] })
track('Order', { revenue: { amount: '49.00', currency: 'EUR' } })
export const seen: Promise<string | null> = ready().then(() => variant('hero'))
`
    await compiled({ folder, code }, project)
  },
)
