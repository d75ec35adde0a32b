import fc from 'fast-check'
import { expect, test } from 'vitest'
import { merged } from '../../tracker/experiments/merge.ts'

const from = (path: string) => ({ href: `https://example.com${path}` })
const to = (address: string, path: string) => {
  const [url, lost] = merged(address, from(path))
  return [url.href.replace('https://example.com', ''), lost.join('&')]
}

test.each([
  // Case E3.
  ['/lp-b?v=3', '/lp?utm_source=g&v=1&x=2#t', '/lp-b?utm_source=g&x=2&v=3#t', 'v=1'],
  ['/lp-b', '/lp', '/lp-b', ''],
  ['/lp-b#own', '/lp?a=1#t', '/lp-b?a=1#own', ''],
  ['/b?a=1', '/lp?a=2&a=3&%61=4', '/b?a=1', 'a=2&a=3&%61=4'],
  ['/b', '/lp?flag&q=a%20b+c&e=', '/b?flag&q=a%20b+c&e=', ''],
  ['b', '/x/lp?q=1', '/x/b?q=1', ''],
  ['https://shop.example.org/b', '/lp?q=1', 'https://shop.example.org/b?q=1', ''],
])('%s from %s is %s', (address, path, expected, lost) => {
  expect(to(address, path)).toEqual([expected, lost])
})

test('merging where one has arrived changes nothing, whatever the query', () => {
  fc.assert(
    fc.property(fc.webQueryParameters(), fc.webQueryParameters(), (query, own) => {
      const address = `/b?${own}`
      const [arrived] = merged(address, from(`/a?${query}`))
      expect(merged(address, arrived)[0].href).toBe(arrived.href)
    }),
  )
})
