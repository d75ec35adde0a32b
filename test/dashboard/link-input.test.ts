import { expect, test } from 'vitest'
import { LinkInput } from '../../collector/settings/links.ts'
import { inputOf, tagsOf } from '../../dashboard/views/links/link-input.ts'
import { NO_TAGS } from '../../dashboard/views/links/tagged-link.ts'

const TAGS = { ...NO_TAGS, source: 'google', medium: 'cpc', campaign: 'spring' }
const LINK = {
  id: 'l1',
  slug: 'spring',
  url: 'https://example.com/sale',
  source: 'google',
  medium: 'cpc',
  campaign: 'spring',
  clicks: 3,
  bots: 0,
  archived: false,
  last_click_at: null,
  created_at: '2026-03-02T10:00:00.000Z',
}

test('what was not said is left out: the server makes the slug, and a tag is absent', () => {
  expect(inputOf('example.com/sale', TAGS, ' ')).toEqual({
    url: 'https://example.com/sale',
    source: 'google',
    medium: 'cpc',
    campaign: 'spring',
    archived: false,
  })
  expect(inputOf('example.com', { ...TAGS, term: 'shoes' }, 'go')).toMatchObject({
    slug: 'go',
    term: 'shoes',
  })
})

test('a link comes through the form as it was, whether it has all tags or not', () => {
  const whole = { ...LINK, content: 'banner', term: 'shoes' }
  for (const link of [LINK, whole]) {
    const { id, clicks, bots, last_click_at, created_at, ...input } = link
    expect(inputOf(link.url, tagsOf(link), link.slug, link)).toEqual(input)
  }
})

test('a removed link comes back as it was, also to a host that the form takes for none', () => {
  const link = { ...LINK, url: 'http://intranet/wiki' }
  const input = inputOf(link.url, link, link.slug)
  expect(LinkInput.parse(input)).toMatchObject({ url: 'http://intranet/wiki', slug: 'spring' })
})

test('what is no address is left to the server to refuse', () => {
  const fault = LinkInput.safeParse(inputOf('mailto:ada@example.com', TAGS, '')).error?.issues[0]
  expect(fault?.path).toEqual(['url'])
  expect(fault?.message).toContain('not a web address')
})
