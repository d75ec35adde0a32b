import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Filter } from '../../collector/settings/filter.ts'
import { removeSegment, replaceSegment } from '../../collector/settings/segments.ts'
import { type ReportedSite, reportedSite } from '../reports/site.ts'

let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite()
})
afterAll(() => site.close())

const wide = (n: number): Filter => ['is', 'page', Array.from({ length: n }, (_, i) => `/${i}`)]

test('a segment may not grow beyond what those that name it can hold, by way of others too', async () => {
  const inner = await site.segment({ name: 'Inner', filters: [wide(10)] })
  const middle = await site.segment({
    name: 'Middle',
    filters: [['segment', inner.id], wide(1_000)],
  })
  await site.segment({ name: 'Outer', filters: [['not', ['segment', middle.id]], wide(1_000)] })
  const grow = (n: number) =>
    replaceSegment(site.settings, site.id, inner.id, { name: 'Inner', filters: [wide(n)] })
  await expect(grow(4_900)).rejects.toMatchObject({ status: 422 })
  await expect(grow(2_900)).resolves.toMatchObject({ name: 'Inner' })
})

test('nor beyond what the goals that name it can hold together', async () => {
  const shared = await site.segment({ name: 'Shared', filters: [wide(100)] })
  for (let i = 0; i < 20; i++) {
    const where: Filter[] = [['segment', shared.id]]
    await site.goal({ name: `Goal ${i}`, event: 'x', where, value: 'none', count: 'every' })
  }
  const grow = (n: number) =>
    replaceSegment(site.settings, site.id, shared.id, { name: 'Shared', filters: [wide(n)] })
  await expect(grow(1_000)).rejects.toMatchObject({
    status: 422,
    message: expect.stringMatching(/^the conditions of all goals come to more than 10,000/u),
  })
  await expect(grow(400)).resolves.toMatchObject({ name: 'Shared' })
})

test('a segment that is broken already keeps no other from being made', async () => {
  const broken = await site.segment({ name: 'Broken', filters: [wide(1)] })
  site.db
    .prepare('update segment set filters = ? where id = ?')
    .run(JSON.stringify([['segment', broken.id]]), broken.id)
  await expect(site.segment({ name: 'Fine', filters: [wide(1)] })).resolves.toMatchObject({
    name: 'Fine',
  })
})

test('a segment in use stays, and a value that reads like one uses nothing', async () => {
  const used = await site.segment({ name: 'Used', filters: [wide(1)] })
  const spoken: Filter = ['is', 'source', ['segment', used.id]]
  const speaking = await site.segment({ name: 'Speaking', filters: [spoken] })
  const where: Filter[] = [['or', [['not', ['segment', used.id]], spoken]]]
  const user = await site.segment({ name: 'User', filters: where })
  const remove = (id: string) => removeSegment(site.settings, site.id, id)
  await expect(remove(used.id)).rejects.toMatchObject({
    status: 409,
    message: 'segment "Used" is used by segment "User"',
  })
  await remove(user.id)
  await remove(used.id)
  await remove(speaking.id)
})
