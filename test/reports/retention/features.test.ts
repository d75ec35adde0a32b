import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RetentionFeaturesAnswer } from '../../../collector/reports/retention-features.ts'
import { type ReportedSite, reportedSite } from '../site.ts'

let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite({}, '2026-05-20T00:00:00Z')
  const did = (user: string, at: string, name = 'pageview') => ({
    user,
    visitor: user,
    path: '/',
    name,
    at: `2026-05-${at}:00`,
  })
  site.take([
    did('a', '01T10:00'),
    did('a', '01T10:01', 'Invite'),
    did('a', '02T10:00'),
    did('a', '02T10:01', 'Invite'),
    did('b', '01T10:00'),
    did('b', '01T10:01', 'Invite'),
    did('c', '01T10:00'),
    did('c', '01T10:01', 'Upload'),
    did('c', '02T10:00'),
    did('c', '02T10:01', 'Upload'),
    did('d', '01T10:00'),
    did('d', '03T10:01', 'Invite'),
  ])
})
afterAll(() => site.close())

const ask = (more: object) =>
  site.run('retention/features', {
    unit: 'day',
    periods: 3,
    period: { from: '2026-05-01', to: '2026-05-01' },
    ...more,
  }) as Promise<RetentionFeaturesAnswer>

test('people who did it in their first period are held against those who did not', async () => {
  const { rows } = await ask({ events: ['Invite'] })
  const [invite] = rows
  expect(invite?.people).toBe(2)
  // a and b did, and a came on day 1; c and d did not, and c came on day 1, d on day 2.
  expect(invite?.with.map(({ rate }) => rate)).toEqual([1, 0.5, 0])
  expect(invite?.without.map(({ rate }) => rate)).toEqual([1, 0.5, 0.5])
  // Day 0: two of four; day 1: a, of a and c; day 2: d, of d.
  expect(invite?.use).toEqual([0.5, 0.5, 1])
})

test('what all of them did has nobody to be held against', async () => {
  const { rows } = await ask({ events: ['pageview'] })
  expect(rows[0]?.people).toBe(4)
  expect(rows[0]?.without.map(({ rate }) => rate)).toEqual([null, null, null])
})

test('without names the commonest events come, by how many did them first', async () => {
  const { rows } = await ask({})
  expect(rows.map(({ event, people }) => [event, people])).toEqual([
    ['Invite', 2],
    ['Upload', 1],
  ])
  // Day 0: two invite and one uploads; day 1: one invites and one uploads; day 2: one invites.
  expect(rows.map(({ share }) => share)).toEqual([
    [2 / 3, 1 / 2, 1],
    [1 / 3, 1 / 2, 0],
  ])
})

test.each([
  [{ events: ['Invit'] }, 'Invite'],
  [{ events: ['Invite', 'Invite'] }, 'once'],
])('%j is refused', async (request, words) => {
  await expect(ask(request)).rejects.toThrow(words)
})
