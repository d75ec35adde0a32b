import './page.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BulkRow } from '../../dashboard/views/links/bulk-rows.ts'
import { saveRows } from '../../dashboard/views/links/bulk-save.ts'
import type { App } from '../http/server.ts'
import { open } from './page.ts'
import { startRouter } from './router.ts'

let app: App
beforeAll(async () => {
  app = await startRouter('example.com', 'other.example')
})
afterAll(() => app.close())

const TAGS = { source: 'weekly', medium: 'email', campaign: 'spring', content: '', term: '' }

function rowsOf(...slugs: string[]): BulkRow[] {
  return slugs.map((slug, i) => ({ key: String(i), url: `https://example.com/${slug}`, slug }))
}

async function slugsOf(domain: string): Promise<string[]> {
  const token = await app.token(['admin'])
  const answer = await app.ask(`/api/sites/${domain}/links`, { token })
  const { items } = (await answer.json()) as { items: { slug: string }[] }
  return items.map(({ slug }) => slug).toSorted()
}

test('links go to the site that they were begun for, whichever is in view by the last', async () => {
  open('/sites/example.com/links')
  const done = await saveRows(rowsOf('one', 'two', 'three'), {
    domain: 'example.com',
    common: TAGS,
    leaving: new AbortController().signal,
    onTurn: () => open('/sites/other.example/links'),
  })
  expect(done).toEqual({ saved: 3, left: 0 })
  expect(await slugsOf('example.com')).toEqual(['one', 'three', 'two'])
  expect(await slugsOf('other.example')).toEqual([])
})

test('whoever leaves has no more of them saved, and hears how many were saved and left', async () => {
  const leaving = new AbortController()
  const turns: string[] = []
  const done = await saveRows(rowsOf('four', 'five', 'six'), {
    domain: 'other.example',
    common: TAGS,
    leaving: leaving.signal,
    onTurn: ({ key }) => {
      turns.push(key)
      leaving.abort()
    },
  })
  expect([done, turns]).toEqual([{ saved: 1, left: 2 }, ['0']])
  expect(await slugsOf('other.example')).toEqual(['four'])
})
