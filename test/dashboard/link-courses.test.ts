import './page.ts'
import { expect, test } from 'vitest'
import { followAddress } from '../../dashboard/models/address.ts'
import type { StatsAnswer } from '../../dashboard/models/stats.ts'
import {
  coursesOf,
  coursesQuestion,
  type ListedCourses,
} from '../../dashboard/views/links/link-courses.ts'
import { answeredBy, open } from './page.ts'

followAddress()

const row = (link: string, day: string, visits: number) => ({ link, 'time:day': day, visits })
const visits = (rows: StatsAnswer['rows']) =>
  ({ rows, meta: { partial: true } }) as unknown as StatsAnswer
const LISTED: ListedCourses = {
  slugs: new Set(['A', 'b']),
  bucket: 'day',
  shown: { from: '2026-11-02', to: '2026-11-03' },
  visits: visits([row('a', '2026-11-02', 2), row('a', '2026-11-03', 4)]),
  clicks: { rows: [{ slug: 'A', day: '2026-11-03', clicks: 5, bots: 0 }] },
}

test('a link’s courses are by what they were asked for, however far ahead the address is', () => {
  open('/sites/example.com/links/saved?period=12mo')
  expect(coursesOf('A', LISTED)).toEqual({ clicks: [0, 5], visits: [2, 4], open: 1 })
})

test('a link without visits has none on each day, and without anybody’s visit still its clicks', () => {
  open('/sites/example.com/links/saved?period=all')
  expect(coursesOf('b', LISTED)).toMatchObject({ clicks: [0, 0], visits: [0, 0] })
  const nobody = { ...LISTED, visits: visits([]) }
  expect(coursesOf('A', nobody)).toMatchObject({ clicks: [0, 5], visits: [0, 0] })
})

test('a link whose course was not asked for has none', () => {
  expect(coursesOf('c', LISTED)).toEqual({ clicks: undefined, visits: undefined, open: 0 })
})

test('clicks have no hours, and of too many days they are not known', () => {
  expect(coursesOf('A', { ...LISTED, bucket: 'hour' }).clicks).toBeUndefined()
  expect(coursesOf('A', { ...LISTED, clicks: undefined }).clicks).toBeUndefined()
  expect(coursesOf('A', undefined)).toEqual({ clicks: undefined, visits: undefined, open: 0 })
})

test('neither sorting the links nor looking for some asks for their courses again', () => {
  open('/sites/example.com/links/saved?period=28d')
  const key = coursesQuestion(['b', 'A'], ['b', 'A'])?.key
  expect(coursesQuestion(['A', 'b'], ['b'])?.key).toBe(key)
  expect(coursesQuestion([], [])).toBeUndefined()
})

test('of more links than have a course the first hundred of those on show have theirs', async () => {
  open('/sites/example.com/links/saved?period=28d')
  const many = Array.from({ length: 101 }, (_, i) => `link${i}`)
  const bodies: string[] = []
  answeredBy(async (request) => {
    bodies.push(await request.text())
    return Response.json({ rows: [], next: null })
  })
  const ask = (sought: readonly string[]) =>
    coursesQuestion(many, sought)?.fetch(AbortSignal.timeout(1_000))
  expect((await ask(['link7', 'link100']))?.slugs).toEqual(new Set(['link7', 'link100']))
  expect(bodies.join()).toContain('["is","link",["link100","link7"]]')
  expect((await ask(many))?.slugs.size).toBe(100)
})
