import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AttributedSite, attributedSite } from './site.ts'

let site: AttributedSite

beforeAll(async () => {
  site = await attributedSite()
})
afterAll(() => site.close())

test.each([
  [{ dimension: 'page' }, /no dimension of those/],
  [{ dimension: 'time:day' }, /no dimension of those/],
  [{ dimension: 'sourc' }, /did you mean "source"|source/],
  [{ models: ['lst'] }, /last/],
  [{ models: [] }, /models/],
  [{ lookback: 0 }, /lookback/],
  [{ lookback: 366 }, /lookback/],
  [{ half_life: 0 }, /half_life/],
  [{ goal: 'Bye' }, /Buy/],
])('%j is refused', async (request, message) => {
  const refused = await site.attribution(request).catch((error: unknown) => error)
  expect(refused).toMatchObject({ status: expect.any(Number) })
  expect(JSON.stringify(refused) + String(refused)).toMatch(message)
})
