import { build } from 'esbuild'
import { expect, test, vi } from 'vitest'
import { useTheirStage } from './their-stage.ts'

const stage = useTheirStage()

/** A client from npm, as a page's own bundle has it. */
async function bundled(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    format: 'iife',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

test('@plausible-analytics/tracker', async () => {
  const domain = await stage.newSite()
  stage.scripts.set(
    '/a.js',
    await bundled(`import { init, track } from '@plausible-analytics/tracker'
      init({ domain: '${domain}', endpoint: '${stage.host}/api/event', outboundLinks: true, fileDownloads: true, formSubmissions: true })
      track('Signup', { props: { plan: 'pro' }, revenue: { amount: 15.99, currency: 'USD' }, callback: (r) => { window.called = r } })`),
  )
  await stage.visit(domain, '', {
    body: '<a id=out href="https://other.example/">o</a><script src="/a.js"></script>',
  })
  await stage.page.click('#out')
  await stage.until(domain, 'outbound')
  await stage.page.waitForTimeout(3100)
  await stage.page.evaluate("history.pushState({}, '', '/next')")
  await stage.until(domain, 'engagement')
  await stage.until(domain, 'pageview', 2)
  await stage.until(domain, 'Signup')
  const events = await stage.stored(domain)
  const view = events.find(({ name }) => name === 'pageview')
  expect(events.find(({ name }) => name === 'engagement')).toMatchObject({ of: view?.id })
  expect(events.find(({ name }) => name === 'Signup')).toMatchObject({
    props: { plan: 'pro' },
    revenue: { amount: '15.99', currency: 'USD' },
  })
  await expect.poll(() => stage.page.evaluate('window.called')).toEqual({ status: 202 })
})

test('plausible-tracker', async () => {
  const domain = await stage.newSite()
  stage.scripts.set(
    '/b.js',
    await bundled(`import Plausible from 'plausible-tracker'
      const tracker = Plausible({ domain: '${domain}', apiHost: '${stage.host}' })
      tracker.enableAutoPageviews()
      tracker.trackEvent('Signup', { props: { plan: 'pro' }, callback: () => { window.called = 1 } })`),
  )
  await stage.visit(domain, '', { body: '<script src="/b.js"></script>' })
  await stage.page.evaluate("history.pushState({}, '', '/next')")
  await stage.until(domain, 'pageview', 2)
  await stage.until(domain, 'Signup')
  expect(await stage.named(domain, 'Signup')).toMatchObject([{ props: { plan: 'pro' } }])
  await vi.waitUntil(() => stage.page.evaluate('window.called === 1'))
})
