import { expect, test } from 'vitest'
import { rowDoubts } from '../../dashboard/blocks/tables/row-doubts.ts'

test('a macro that was never filled in and a slip of a far commoner name are pointed at', () => {
  const named = [
    { name: 'spring-sale', count: 900 },
    { name: 'sprnig-sale', count: 4 },
    { name: '{campaignid}', count: 20 },
  ]
  expect(Object.fromEntries(rowDoubts('campaign', named))).toEqual({
    'sprnig-sale': 'misspelt',
    '{campaignid}': 'unexpanded_macro',
  })
})

test('values that nobody types into a link are not doubted', () => {
  expect(rowDoubts('country', [{ name: '{x}', count: 1 }]).size).toBe(0)
})
