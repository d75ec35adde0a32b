import './page.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clicksQuestion } from '../../dashboard/models/link-clicks.ts'
import { addThing } from '../../dashboard/models/things.ts'
import { type App, CHROME } from '../http/server.ts'
import { open } from './page.ts'
import { startRouter } from './router.ts'

let app: App
beforeAll(async () => {
  app = await startRouter('example.com')
})
afterAll(() => app.close())

test('the clicks of more links than one answer has come whole, and of those asked for alone', async () => {
  const slugs = Array.from({ length: 40 }, (_, n) => `link-${n}`)
  const link = { url: 'https://example.com/', source: 'x', medium: 'y', campaign: 'z' }
  for (const slug of slugs) {
    await addThing('example.com', 'links', { ...link, slug })
    await app.ask(`/l/${slug}`, { headers: { 'user-agent': CHROME } })
  }
  // A year: a dozen links an answer.
  open('/sites/example.com/links/saved?period=2025-03-15..2026-03-10')
  const asked = slugs.slice(0, 30)
  const told = await clicksQuestion(asked)?.fetch(AbortSignal.timeout(10_000))
  expect(told?.rows.map(({ slug }) => slug).toSorted()).toEqual(asked.toSorted())
  expect(clicksQuestion([])).toBeUndefined()
})
