import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { appFolder, built } from './apps.ts'
import { serveBuilt } from './served.ts'
import { installPackage, SNIPPET_APPS, writeApp } from './snippet-apps.ts'
import { useTrial } from './trial.ts'

const trial = useTrial('snippet')

beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['packages/browser/build.mjs'])
  installPackage()
})

test.each(SNIPPET_APPS)(
  'the snippet of docs/sites.md counts: $heading',
  async (one) => {
    const app = writeApp(one, trial.collector.url, trial.site)
    // What every browser asks for by itself.
    trial.provoked = /favicon\.ico/
    await built(app, one.build)
    const shell = one.heading.includes('Vite') ? 'index.html' : undefined
    await trial.visit(
      await serveBuilt(join(appFolder(app), one.out), {}, shell),
      '/?utm_source=letter',
    )
    const { page } = trial
    await page.waitForTimeout(700)
    await page.getByRole('button', { name: 'Like' }).click()
    await page.getByRole('link', { name: 'About' }).click()
    await page.waitForTimeout(700)
    await trial.leave()
    const { events, pageviews, visits } = await trial.collected()
    expect({ events, pageviews }).toEqual({
      events: { Like: 1 },
      pageviews: ['/ Home', '/about About'],
    })
    expect(visits).toMatchObject([{ source: 'letter', pageviews: 2 }])
  },
  180_000,
)
