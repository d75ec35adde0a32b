import { expect, test } from 'vitest'
import {
  carriedOver,
  isSavable,
  linkOf,
  pastedRows,
  withLink,
} from '../../dashboard/views/links/bulk-rows.ts'
import { NO_TAGS, taggedLink } from '../../dashboard/views/links/tagged-link.ts'

const COMMON = { ...NO_TAGS, source: 'newsletter', medium: 'email' }
const links = (text: string, common = COMMON) =>
  pastedRows(text).map((row) => {
    const { url, tags } = linkOf(row, common)
    return taggedLink(url, tags)
  })

test('each line pasted is a link with the tags for all, or its own from a spreadsheet', () => {
  expect(links('example.com/a\r\n\nexample.com/b\tpartner\t\tspring\n')).toEqual([
    'https://example.com/a?utm_source=newsletter&utm_medium=email',
    'https://example.com/b?utm_source=partner&utm_medium=email&utm_campaign=spring',
  ])
})

test('tags that a pasted address carries are its own, where no cell says otherwise', () => {
  const address =
    'https://shop.example/a?utm_source=Partner&color=red&UTM_Campaign=may%20sale+1#top'
  const [row] = pastedRows(address)
  expect(row).toMatchObject({
    url: 'https://shop.example/a?color=red#top',
    source: 'Partner',
    campaign: 'may sale 1',
  })
  expect(row).not.toHaveProperty('medium')
  const [named] = pastedRows(`url\tsource\n${address}`.concat('\tours'))
  expect(named).toMatchObject({ source: 'ours', campaign: 'may sale 1' })
})

test('a first line that names columns says what is what, in whatever order', () => {
  const [row] = pastedRows('Note\tutm_campaign\tURL\tbudget\nhall\tmay\texample.com\t100')
  expect(row).toMatchObject({ key: '0', note: 'hall', campaign: 'may', url: 'example.com' })
})

test('a line that is no address has no link; without a source nothing is one', () => {
  expect(links('not an address\nexample.com')).toEqual([
    undefined,
    'https://example.com/?utm_source=newsletter&utm_medium=email',
  ])
  expect(links('example.com\nexample.com\tx', NO_TAGS)).toEqual([
    undefined,
    'https://example.com/?utm_source=x',
  ])
  expect(pastedRows('')).toEqual([])
})

test('of very many lines the first 500 are taken', () => {
  expect(pastedRows('example.com\n'.repeat(600))).toHaveLength(500)
})

test('a change makes a tag the row’s own, and leaves those for all to the others', () => {
  const row = { key: '0', url: 'example.com' }
  const link = linkOf(row, COMMON)
  expect(withLink(row, link, COMMON)).toEqual(row)
  const mended = { ...link, tags: { ...link.tags, source: 'partner' } }
  expect(withLink(row, mended, COMMON)).toEqual({ ...row, source: 'partner' })
})

test('a short link needs three tags, is made once, fills no placeholder in and names nobody', () => {
  const row = { key: '0', url: 'example.com', campaign: 'may' }
  expect(isSavable(row, COMMON)).toBe(true)
  expect(isSavable({ ...row, campaign: '' }, COMMON)).toBe(false)
  expect(isSavable({ ...row, saved: 'may' }, COMMON)).toBe(false)
  expect(isSavable({ ...row, term: '{keyword}' }, COMMON)).toBe(false)
  expect(isSavable({ ...row, content: 'ann@example.com' }, COMMON)).toBe(false)
})

test('a line that is pasted again keeps what became of it', () => {
  const [first, second] = pastedRows('a.example\na.example')
  const before = [
    { ...first, key: '0', saved: 'abc', note: 'mended' },
    { ...second, key: '1' },
  ]
  const after = carriedOver(pastedRows('b.example\na.example\na.example'), before)
  expect(after.map(({ key, url, saved, note }) => [key, url, saved, note])).toEqual([
    ['0', 'b.example', undefined, undefined],
    ['1', 'a.example', 'abc', 'mended'],
    ['2', 'a.example', undefined, undefined],
  ])
})
