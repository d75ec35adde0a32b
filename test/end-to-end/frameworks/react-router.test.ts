import { beforeAll, expect, test } from 'vitest'
import { built } from './apps.ts'
import { serveBuilt } from './served.ts'
import { useTrial } from './trial.ts'
import { arrived, expectWalked, expectWalkedInFragment, LANDING, walk } from './walk.ts'

const trial = useTrial('react-router')
let app: string
const serveApp = () => serveBuilt(app, { head: trial.tag() }, 'index.html')

beforeAll(async () => {
  app = await built('react-router')
})

test('React Router: what was walked is what is stored', async () => {
  await trial.visit(await serveApp(), LANDING)
  await walk(trial)
  await expectWalked(trial)
})

test('React Router: a loader that leads on at once at the first load is one pageview, of where it led', async () => {
  await trial.visit(await serveBuilt(app, { head: trial.lateTag(1000) }, 'index.html'), '/old')
  await arrived(trial.page, 'About')
  await trial.page.waitForFunction('window.tributary')
  await trial.leave()
  const { pageviews, visits } = await trial.collected()
  expect(pageviews).toEqual(['/about About'])
  expect(visits).toMatchObject([{ landing_page: '/about' }])
})

test('React Router: a form whose action is a function counts once, without a made-up address', async () => {
  await trial.configure({ script: { auto: ['pageview', 'engagement', 'form'] } })
  await trial.visit(await serveApp(), '/contact')
  await trial.page.getByLabel('Email').fill('someone@example.com')
  await trial.page.keyboard.press('Enter')
  await arrived(trial.page, 'Thanks')
  await trial.leave()
  const { events, raw } = await trial.collected()
  expect(events).toEqual({ form: 1, Lead: 1 })
  expect(JSON.stringify(raw)).not.toContain('javascript:')
})

test('React Router in the fragment, which it changes by pushState: each page is one', async () => {
  const head = `<script>HASH_ROUTED = true</script>${trial.tag('data-hash')}`
  await trial.visit(await serveBuilt(app, { head }), LANDING)
  await walk(trial)
  expectWalkedInFragment(await trial.collected())
})
