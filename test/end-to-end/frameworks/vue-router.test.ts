import { beforeAll, expect, test } from 'vitest'
import { built } from './apps.ts'
import { serveBuilt } from './served.ts'
import { useTrial } from './trial.ts'
import { arrived, expectWalked, expectWalkedInFragment, follow, LANDING, walk } from './walk.ts'

const trial = useTrial('vue-router')
let app: string

const HASH_ROUTED = '<script>HASH_ROUTED = true</script>'
const serveApp = (attributes = '') => serveBuilt(app, { head: trial.tag(attributes) }, 'index.html')
const serveHashed = (attributes: string) =>
  serveBuilt(app, { head: HASH_ROUTED + trial.tag(attributes) })

beforeAll(async () => {
  app = await built('vue-router')
})

test('Vue Router: what was walked is what is stored', async () => {
  await trial.visit(await serveApp(), LANDING)
  await walk(trial)
  await expectWalked(trial)
})

test('Vue Router: a redirect at once at the first load is one pageview, of where it led', async () => {
  await trial.visit(await serveBuilt(app, { head: trial.lateTag(1000) }, 'index.html'), '/old')
  await arrived(trial.page, 'About')
  await trial.page.waitForFunction('window.tributary')
  await trial.leave()
  expect((await trial.collected()).pageviews).toEqual(['/about About'])
})

test('Vue Router in the fragment: with data-hash each page is one, the entry too', async () => {
  await trial.visit(await serveHashed('data-hash'), LANDING)
  await walk(trial)
  expectWalkedInFragment(await trial.collected())
})

test('Vue Router in the fragment: who sees the entry alone has bounced', async () => {
  await trial.visit(await serveHashed('data-hash'))
  await arrived(trial.page, 'Home')
  await trial.leave()
  expect((await trial.collected()).visits).toMatchObject([{ pageviews: 1 }])
})

test('Vue Router in the fragment: a private query is not kept', async () => {
  await trial.visit(await serveHashed('data-hash'), '/#/search?q=my+illness&session=abc123')
  await arrived(trial.page, 'Search')
  await trial.leave()
  const { pageviews, raw } = await trial.collected()
  expect(pageviews).toEqual(['/#/search Search'])
  expect(JSON.stringify(raw)).not.toMatch(/illness|abc123/)
})

test('Vue Router in the fragment: without data-hash the site is one page', async () => {
  await trial.visit(await serveHashed(''))
  await arrived(trial.page, 'Home')
  await follow(trial.page, 'About')
  await trial.leave()
  // Its title is that of when it was left.
  expect((await trial.collected()).pageviews).toEqual([expect.stringMatching(/^\/ /)])
})
