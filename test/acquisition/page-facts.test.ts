import { expect, test } from 'vitest'
import { PAGE_FACTS } from '../../collector/acquisition/page-facts.ts'
import { isDimension } from '../../collector/vocabulary.ts'

test('what a page can tell has the names that reports have for it, each once', () => {
  expect(PAGE_FACTS.filter((name) => !isDimension(name))).toEqual([])
  expect(new Set(PAGE_FACTS).size).toBe(PAGE_FACTS.length)
})
