import { expect, test } from 'vitest'
import { readAddress } from '../../collector/acquisition/typed-address.ts'

test.each([
  ['shop.example/sale', 'https://shop.example/sale'],
  ['http://shop.example', 'http://shop.example/'],
  ['http://localhost:8090/pricing', 'http://localhost:8090/pricing'],
  ['localhost:3000/a?b=1', 'http://localhost:3000/a?b=1'],
  ['http://intranet/news', 'http://intranet/news'],
  ['http://[::1]:8080/', 'http://[::1]:8080/'],
])('%s is an address', (typed, href) => {
  expect(readAddress(typed)?.href).toBe(href)
})

test.each([
  '',
  'pricing',
  'mailto:ann@example.com',
  'ftp://shop.example/',
  'http://',
  'localhosts',
])('%s is none', (typed) => {
  expect(readAddress(typed)).toBeUndefined()
})
