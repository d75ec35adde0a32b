import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FollowedLinks, followedLinks } from '../../collector/store/sqlite/followed-links.ts'
import { type Connection, openDatabase } from '../../collector/store/sqlite/open.ts'
import { type Collector, collector } from '../intake/collector.ts'
import { NOW, SITE } from './happenings.ts'

let one: Collector
let another: Connection
let links: FollowedLinks

beforeEach(() => {
  one = collector({ now: () => NOW })
  another = openDatabase(one.path)
  links = followedLinks(one.path)
  add('Spring-1')
})
afterEach(() => {
  links.close()
  another.close()
  one.close()
})

function add(slug: string): void {
  another
    .prepare(`insert into link (id, site, slug, url, source, medium, campaign, term, created_at)
      values (@slug, ${SITE}, @slug, 'https://example.com/', 'newsletter', 'email', 'spring', 'shoes', 0)`)
    .run({ slug })
}

test('a link is found by its slug, whatever its capitals', () => {
  const link = {
    id: 'Spring-1',
    slug: 'Spring-1',
    url: 'https://example.com/',
    tags: { source: 'newsletter', medium: 'email', campaign: 'spring', term: 'shoes' },
    plain:
      'https://example.com/?utm_source=newsletter&utm_medium=email&utm_campaign=spring&utm_term=shoes&tl=Spring-1',
  }
  expect(links.of('spring-1')).toEqual(link)
  expect(links.of('SPRING-1')).toEqual(link)
})

test.each(['spring', 'ſpring-1', '', 'a/b', 'x'.repeat(65)])('%j is no link', (slug) => {
  expect(links.of(slug)).toBeUndefined()
})

test('a link that is asked for again is read once, until anybody writes', async () => {
  const first = links.of('spring-1')
  await turn()
  expect(links.of('spring-1')).toBe(first)
  another.exec("update link set clicks = 7 where slug = 'Spring-1'")
  await turn()
  expect(links.of('spring-1')).not.toBe(first)
})

test('a link leads elsewhere as soon as that is committed, by whichever connection', async () => {
  for (const [i, db] of [another, one.db, another].entries()) {
    links.of('spring-1')
    db.exec(`update link set url = 'https://example.com/${i}'`)
    await turn()
    expect(links.of('spring-1')?.url).toBe(`https://example.com/${i}`)
  }
})

test('what is not committed changes nothing', async () => {
  another.exec("begin; update link set url = 'https://example.com/soon'")
  expect(links.of('spring-1')?.url).toBe('https://example.com/')
  another.exec('rollback')
  await turn()
  expect(links.of('spring-1')?.url).toBe('https://example.com/')
})

test('a link that is removed leads nowhere, one that is added somewhere', async () => {
  links.of('spring-1')
  expect(links.of('summer')).toBeUndefined()
  another.exec('delete from link')
  add('summer')
  await turn()
  expect(links.of('spring-1')).toBeUndefined()
  expect(links.of('summer')?.id).toBe('summer')
})

test('more links than are kept are all found', () => {
  another.transaction(() => {
    for (let i = 0; i < 9_000; i++) add(`link-${i}`)
  })()
  for (let i = 0; i < 9_000; i++) expect(links.of(`link-${i}`)?.slug).toBe(`link-${i}`)
  expect(links.of('link-0')?.slug).toBe('link-0')
})
