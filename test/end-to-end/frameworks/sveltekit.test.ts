import { beforeAll, expect, test } from 'vitest'
import { built } from './apps.ts'
import { serveBuilt } from './served.ts'
import { useTrial } from './trial.ts'
import { arrived, expectWalked, LANDING, walk } from './walk.ts'

const trial = useTrial('sveltekit')
let app: string

beforeAll(async () => {
  app = await built('sveltekit')
})

test('SvelteKit: what was walked is what is stored', async () => {
  await trial.visit(await serveBuilt(app, { head: trial.tag() }), LANDING)
  await walk(trial)
  await expectWalked(trial)
})

test('SvelteKit: a shallow route that changes the query alone is no page', async () => {
  await trial.visit(await serveBuilt(app, { head: trial.tag() }), '/about')
  await arrived(trial.page, 'About')
  await trial.page.getByRole('button', { name: 'Photo' }).click()
  await trial.page.waitForURL('**/about?photo=1')
  await trial.page.goBack()
  await trial.leave()
  expect((await trial.collected()).pageviews).toEqual(['/about About'])
})
