import { expect, test } from 'vitest'
import { allItems, firstPages, from } from '../../dashboard/models/pages.ts'

/** A list of so many pages of two. */
function listOf(pages: number) {
  const asked: (string | null)[] = []
  const page = async (cursor: string | null) => {
    asked.push(cursor)
    const n = Number(cursor ?? 0)
    return { items: [2 * n, 2 * n + 1], next: n + 1 < pages ? String(n + 1) : null }
  }
  return { asked, page }
}

test('each page is asked for where the one before ended, to the end', async () => {
  const { asked, page } = listOf(3)
  expect(await allItems(page)).toEqual([0, 1, 2, 3, 4, 5])
  expect(asked).toEqual([null, '1', '2'])
})

test('a list of one page is asked once, and one without end not for ever', async () => {
  const one = listOf(1)
  expect(await allItems(one.page)).toEqual([0, 1])
  expect(one.asked).toEqual([null])
  const endless = listOf(Number.POSITIVE_INFINITY)
  expect(await allItems(endless.page)).toHaveLength(10)
})

test('no more pages are asked than are wanted', async () => {
  const { asked, page } = listOf(9)
  const join = (a: { items: number[] }, b: { items: number[]; next: string | null }) => ({
    items: [...a.items, ...b.items],
    next: b.next,
  })
  const two = await firstPages(2, page, join)
  expect(two).toEqual({ items: [0, 1, 2, 3], next: '2' })
  expect(asked).toEqual([null, '1'])
})

test('a page that is refused refuses the whole', async () => {
  const page = async (cursor: string | null) => {
    if (cursor !== null) throw new Error('gone')
    return { items: [1], next: '1' }
  }
  await expect(allItems(page)).rejects.toThrow('gone')
})

test('the first page begins nowhere', () => {
  expect([from(null), from('7')]).toEqual([{}, { cursor: '7' }])
})
