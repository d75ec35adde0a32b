import { expect, test } from 'vitest'
import {
  type LintKind,
  lintLink,
  NO_TAGS,
  type TagValues,
  taggedLink,
} from '../../dashboard/views/links/tagged-link.ts'

const TAGGED: TagValues = { ...NO_TAGS, source: 'newsletter', medium: 'email' }

test('tags join the query and leave the rest of the address alone', () => {
  const link = taggedLink('example.com/pricing?plan=pro#top', {
    ...TAGGED,
    campaign: 'spring sale',
  })
  expect(link).toBe(
    'https://example.com/pricing?plan=pro&utm_source=newsletter&utm_medium=email&utm_campaign=spring+sale#top',
  )
})

test('tags that the address carries already give way', () => {
  expect(taggedLink('https://example.com/?utm_source=old', TAGGED)).toBe(
    'https://example.com/?utm_source=newsletter&utm_medium=email',
  )
})

test.each(['', 'javascript:alert(1)', 'not an address', 'http://'])(
  '"%s" is no address to tag',
  (address) => {
    expect(taggedLink(address, TAGGED)).toBeUndefined()
  },
)

test.each<[LintKind, string, Partial<TagValues>]>([
  ['address', 'mailto:a@b.example', {}],
  ['tagged', 'https://example.com/?utm_campaign=x', {}],
  ['uppercase', 'example.com', { source: 'Newsletter' }],
  ['spaces', 'example.com', { campaign: 'spring sale' }],
  ['macro', 'example.com', { campaign: '{campaignid}' }],
  ['email', 'example.com', { content: 'ann@example.com' }],
  ['medium', 'example.com', { medium: 'banana' }],
  ['same', 'example.com', { source: 'email' }],
  ['missing', 'example.com', { medium: '' }],
])('%s is pointed out', (kind, address, tags) => {
  expect(lintLink(address, { ...TAGGED, ...tags }).map((lint) => lint.kind)).toContain(kind)
})

test('a clean link has nothing to point out', () => {
  expect(lintLink('https://example.com/pricing', { ...TAGGED, campaign: 'spring_sale' })).toEqual(
    [],
  )
})

test('tags that name the site itself are for links that need none', () => {
  const kinds = (tags: Partial<TagValues>) =>
    lintLink('https://shop.example/sale', { ...TAGGED, ...tags }, 'shop.example').map(
      ({ kind }) => kind,
    )
  expect(kinds({ source: 'shop.example' })).toContain('internal')
  expect(kinds({ medium: 'internal' })).toContain('internal')
  expect(kinds({})).toEqual([])
})
