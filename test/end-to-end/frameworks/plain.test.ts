import { expect, test } from 'vitest'
import { pages } from './pages.ts'
import { serve } from './served.ts'
import { useTrial } from './trial.ts'
import { arrived, expectWalked, follow, goBack, goForward, LANDING, walk } from './walk.ts'

const trial = useTrial('plain')

test('pages without a framework: what was walked is what is stored', async () => {
  await trial.visit(await serve(pages(() => ({ head: trial.tag() }))), LANDING)
  await walk(trial)
  await expectWalked(trial)
})

const collector = () => new URL(trial.collector.url).origin

const POLICIES = [
  {
    policy: 'of hosts, with Trusted Types',
    script: () => `'self' ${collector()}; require-trusted-types-for 'script'; trusted-types 'none'`,
    attributes: '',
  },
  { policy: 'of nonces', script: () => `'self' 'nonce-r4nd0m'`, attributes: 'nonce="r4nd0m"' },
]

test.each(POLICIES)(
  'under a policy $policy: what was walked is what is stored',
  async ({ script, attributes }) => {
    const policy = `default-src 'self'; img-src data:; style-src 'self' 'unsafe-inline';
    connect-src 'self' ${collector()}; form-action 'self'; script-src ${script()}`
    const headers = { 'content-security-policy': policy.replaceAll('\n', ' ') }
    await trial.visit(await serve(pages(() => ({ head: trial.tag(attributes), headers }))), LANDING)
    await walk(trial)
    await expectWalked(trial)
  },
)

test('a page restored from the back/forward cache is a pageview, and nothing of no length', async () => {
  const head = `<script>
    addEventListener('pageshow', ({ persisted }) => { document.body.dataset.restored = persisted })
  </script>`
  await trial.visit(await serve(pages(() => ({ head: head + trial.tag() }))))
  await arrived(trial.page, 'Home')
  await follow(trial.page, 'About')
  await goBack(trial.page)
  await arrived(trial.page, 'Home')
  expect(await trial.page.locator('body').getAttribute('data-restored')).toBe('true')
  await goForward(trial.page)
  await arrived(trial.page, 'About')
  expect(await trial.page.locator('body').getAttribute('data-restored')).toBe('true')
  await trial.leave()
  const { pageviews, raw } = await trial.collected()
  expect(pageviews).toEqual(['/ Home', '/about About', '/ Home', '/about About'])
  const lengths = raw.flatMap(({ engaged }) => engaged ?? [])
  expect(lengths.length).toBeGreaterThanOrEqual(4)
  for (const length of lengths) expect(length).toBeGreaterThan(0)
})
