import { expect, test } from 'vitest'
import { draftOf, namesIn, namingOf, withName } from '../../dashboard/views/links/names-draft.ts'

const NAMING = {
  sources: ['facebook', 'die zeit'],
  media: [],
  campaigns: [],
  pattern: 'de-*',
  required: ['content' as const],
}

test('names come through the form as they were, and an empty pattern is none', () => {
  expect(namingOf(draftOf(NAMING))).toEqual(NAMING)
  expect(namingOf({ ...draftOf(NAMING), pattern: ' ' }).pattern).toBeNull()
})

test('a list has each name once, without what is around it', () => {
  expect(namesIn(' a \n\nb\na')).toEqual(['a', 'b'])
  expect(withName('a\nb', 'c')).toBe('a\nb\nc')
  expect(withName('', 'a')).toBe('a')
  expect(withName('a\nb', 'a')).toBe('a\nb')
})
