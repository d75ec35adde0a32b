import { expect, test } from 'vitest'
import type { Link } from '../../collector/settings/links.ts'
import type { StatsAnswer } from '../../dashboard/models/stats.ts'
import { isSought, savedRows, sheetOf, sorted } from '../../dashboard/views/links/saved-rows.ts'

const link = (slug: string, more: Partial<Link> = {}): Link => ({
  id: slug,
  slug,
  url: 'https://example.com/sale',
  source: 'letter',
  medium: 'email',
  campaign: 'spring',
  clicks: 0,
  bots: 0,
  archived: false,
  last_click_at: null,
  created_at: '2026-03-02T10:00:00.000Z',
  ...more,
})

const LINKS = [
  link('Poster', { clicks: 9, owner: 'Ada', note: 'in the hall' }),
  link('bio', { clicks: 30, medium: 'social' }),
]
const brought = (rows: object[]) => ({ rows }) as unknown as StatsAnswer
const POSTER = { link: 'poster', visits: 7, visitors: 6, conversions: 2, revenue: 40 }
const ROWS = savedRows(LINKS, brought([POSTER, { link: null, visits: 100 }]))

test('a link has the row of its slug whatever its capitals; one without a row brought nothing', () => {
  expect(ROWS.map(({ link: { slug }, visits, revenue }) => [slug, visits, revenue])).toEqual([
    ['Poster', 7, 40],
    ['bio', 0, 0],
  ])
})

test('before there is an answer, and beyond its last row, nobody knows', () => {
  expect(savedRows(LINKS, undefined).map(({ visits }) => visits)).toEqual([null, null])
  const full = Array.from({ length: 1000 }, (_, i) => ({ link: `l${i}`, visits: 1 }))
  expect(savedRows(LINKS, brought(full)).map(({ visits }) => visits)).toEqual([null, null])
})

test.each([
  ['', ['Poster', 'bio']],
  ['ada', ['Poster']],
  ['HALL', ['Poster']],
  ['/l/bio', ['bio']],
  ['spring social', ['bio']],
  ['spring summer', []],
])('"%s" finds %j: each word, in address, tags, owner or note', (typed, found) => {
  expect(ROWS.filter((row) => isSought(row, typed)).map((row) => row.link.slug)).toEqual(found)
})

test('a column sorts both ways, and one that is not there leaves the newest first', () => {
  const slugs = (key: string, direction: 'asc' | 'desc') =>
    sorted(ROWS, { key, direction }).map((row) => row.link.slug)
  expect(slugs('clicks', 'desc')).toEqual(['bio', 'Poster'])
  expect(slugs('visits', 'desc')).toEqual(['Poster', 'bio'])
  expect(slugs('visits', 'asc')).toEqual(['bio', 'Poster'])
  expect(slugs('weather', 'asc')).toEqual(['Poster', 'bio'])
})

test('the sheet has what the table shows, by the API’s names', () => {
  const [first] = sheetOf(ROWS, (slug) => `https://t.example/l/${slug}`)
  expect(first).toMatchObject({
    slug: 'Poster',
    short: 'https://t.example/l/Poster',
    link: 'https://example.com/sale?utm_source=letter&utm_medium=email&utm_campaign=spring',
    owner: 'Ada',
    clicks: 9,
    visits: 7,
    revenue: 40,
  })
})
