import './page.ts'
import { expect, test } from 'vitest'
import { soughtFilter } from '../../dashboard/blocks/tables/sought.ts'
import { words } from '../../dashboard/texts/texts.ts'

const reader = { language: 'en-GB', texts: words.value }

test('a country is found by a part of its name, in the reader’s language', () => {
  // DD is what Germany's other part was called by.
  const germany = ['is', 'country', expect.arrayContaining(['DE'])]
  expect(soughtFilter('country', 'germ', reader)).toEqual(germany)
  expect(soughtFilter('country', '德国', { ...reader, language: 'zh-CN' })).toEqual(germany)
})

test('what no country is called finds nothing, and no error', () => {
  expect(soughtFilter('country', 'atlantis', reader)).toEqual(['is', 'country', ['atlantis']])
})

test('a page or source is found by what is stored', () => {
  expect(soughtFilter('page', '/pric', reader)).toEqual(['contains', 'page', ['/pric']])
  expect(soughtFilter('source', 'goo', reader)).toEqual(['contains', 'source', ['goo']])
})

test('an event of the script is found by the name it is shown by, too', () => {
  expect(soughtFilter('event', 'followed', reader)).toEqual([
    'or',
    [
      ['contains', 'event', ['followed']],
      ['is', 'event', ['outbound']],
    ],
  ])
})

test('a site’s own channel is found beside the standard ones', () => {
  expect(soughtFilter('channel', 'paid', reader)).toEqual(['contains', 'channel', ['paid']])
})
