import { expect, test } from 'vitest'
import { tagsAt } from '../../dashboard/views/links/platform-tags.ts'
import { NO_TAGS, type TagValues, taggedLink } from '../../dashboard/views/links/tagged-link.ts'

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

test('a change of platform brings its tags, and leaves what was typed', () => {
  const typed = { ...NO_TAGS, campaign: 'spring' }
  const google = tagsAt('google', undefined, typed)
  expect(google).toEqual({
    source: 'google',
    medium: 'cpc',
    campaign: 'spring',
    content: '{creative}',
    term: '{keyword}',
  })
  expect(tagsAt('x', 'google', google)).toEqual({
    ...typed,
    source: 'twitter',
    medium: 'paid_social',
  })
  expect(tagsAt(undefined, 'google', google)).toEqual(typed)
})
