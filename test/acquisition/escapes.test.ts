import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalEscapes, readablePath } from '../../collector/acquisition/escapes.ts'
import { pagePlace } from '../../collector/acquisition/page-place.ts'
import { processorTime } from '../processor-time.ts'

/** What is left of a path that a browser asks for, as it is stored. */
const stored = (path: string) => normalEscapes(new URL(path, 'https://example.com').pathname)

test.each([
  ['/caf%c3%a9', '/caf%C3%A9', 'hexadecimal digits are capitals'],
  ['/%7Euser/%61%2Db%5f%2E', '/~user/a-b_.', 'what is not reserved needs no escape'],
  ['/a%2fb%3f%23%26', '/a%2Fb%3F%23%26', 'what is reserved keeps it'],
  ['/100%25', '/100%25', 'a percent sign keeps it'],
  ['/100%', '/100%', 'a lone percent sign is left'],
  ['/%%34%31', '/%%34%31', 'and makes no new escape of what follows'],
  ['/caf%e9', '/caf%E9', 'a byte that is no UTF-8 stays'],
  ['/a|b', '/a|b', 'nothing else changes'],
])('%s is stored as %s: %s', (path, normal) => {
  expect(normalEscapes(path)).toBe(normal)
})

describe('one page however it is spelt', () => {
  test.each([
    ['/café', '/caf%C3%A9', '/caf%c3%a9', '/cafe\u0301', '/cafe%CC%81'],
    ['/danke-schön', '/danke-sch%C3%B6n', '/danke%2Dsch%c3%b6n'],
    ['/한글', '/%E1%84%92%E1%85%A1%E1%86%AB%E1%84%80%E1%85%B3%E1%86%AF'],
    ['/thank you', '/thank%20you'],
    ['/日本語/ページ', '/%E6%97%A5%E6%9C%AC%E8%AA%9E/%E3%83%9A%E3%83%BC%E3%82%B8'],
    ['/مرحبا', '/%d9%85%d8%b1%d8%ad%d8%a8%d8%a7'],
    ['/می\u200Cخواهم', '/%D9%85%DB%8C%E2%80%8C%D8%AE%D9%88%D8%A7%D9%87%D9%85'],
    ['/😀', '/%F0%9F%98%80'],
    ['/a|b', '/a%7Cb', '/a%7cb'],
    ['/~user', '/%7Euser'],
    ['/a%2Fb', '/a%2fb'],
    ['/100%25', '/%31%30%30%25'],
    ['/caf%E9', '/caf%e9'],
    ['/a%E2%80%AEb', '/a%e2%80%aeb', '/a\u202Eb'],
    ['/a%C2%A0b', '/a\u00A0b'],
    ['/#/straße', '/#/stra%C3%9Fe'],
  ])('%s is what is shown', (shown, ...spellings) => {
    for (const spelling of [shown, ...spellings]) expect(readablePath(spelling)).toBe(shown)
    for (const spelling of [shown, ...spellings].filter((path) => !path.includes('#'))) {
      expect(readablePath(stored(spelling))).toBe(shown)
    }
  })

  test.each([
    ['/a/b', '/a%2Fb'],
    ['/a?b', '/a%3Fb'],
    ['/a*', '/a%2A'],
    ['/a', '/A'],
    ['/a', '/a/'],
    ['/%41', '/%2541'],
  ])('%s and %s are two', (one, other) => {
    expect(readablePath(one)).not.toBe(readablePath(other))
  })
})

describe('whatever the path', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom('%', '%%34%31', '%2', '%C3', '%a9', '%ED%A0%80', '%F8', '%25', '%e2%80%8b'),
    fc.string({ unit: 'grapheme', maxLength: 4 }).map(encodeURIComponent),
  )
  const path = fc.array(part, { maxLength: 8 }).map((parts) => `/${parts.join('')}`)

  test('stored and shown forms are final', () => {
    fc.assert(
      fc.property(path, (text) => {
        const normal = normalEscapes(text)
        expect(normalEscapes(normal)).toBe(normal)
        const shown = readablePath(text)
        expect(readablePath(shown)).toBe(shown)
        expect(readablePath(normal)).toBe(shown)
      }),
      { numRuns: 3_000 },
    )
  })

  test('a browser opens the same page by what is shown', () => {
    // Dots, slashes turned round and a blank at the end are the browser's affair.
    const plain = path.filter((text) => !/[\\?#]|%5c|\.|%2e|(?:\s|%20)$/i.test(text))
    fc.assert(
      fc.property(plain, (text) => {
        const page = stored(text)
        expect(readablePath(stored(readablePath(page)))).toBe(readablePath(page))
      }),
      { numRuns: 3_000 },
    )
  })

  test('2,048 hostile characters cost what as many harmless ones do', () => {
    for (const hostile of ['%', '%2', '%C3', '%e2%80', '%41', '%%34', '\u0301', '%CC%81']) {
      const text = hostile.repeat(Math.ceil(2048 / hostile.length)).slice(0, 2048)
      const took = processorTime(() => {
        for (let i = 0; i < 20; i++) readablePath(normalEscapes(text))
      })
      expect(took / 20).toBeLessThan(20)
    }
  })
})

describe('where a page is', () => {
  test.each([
    ['https://example.com./a', 'example.com', '/a'],
    ['https://www.example.com/caf%c3%a9', 'www.example.com', '/caf%C3%A9'],
    ['https://example-com.translate.goog/a?_x_tr_sl=de', 'example.com', '/a'],
    ['https://my--site-co-uk.translate.goog/a', 'my-site.co.uk', '/a'],
    ['https://example-com.cdn.ampproject.org/c/s/www.example.com/a', 'www.example.com', '/a'],
    ['https://example-com.cdn.ampproject.org/v/example.com', 'example.com', '/'],
    ['https://www.google.com/amp/s/example.com/a/b', 'example.com', '/a/b'],
    ['https://www-example-com.bing-amp.com/c/s/www.example.com/%41', 'www.example.com', '/A'],
    ['https://translate.goog/a', 'translate.goog', '/a'],
    ['https://camp.example/c/s/a.b/x', 'camp.example', '/c/s/a.b/x'],
    ['https://www.google.com/search', 'www.google.com', '/search'],
    ['https://x.translate.goog.evil.example/a', 'x.translate.goog.evil.example', '/a'],
  ])('%s is %s%s', (url, hostname, pathname) => {
    const { hostname: host, pathname: path } = new URL(url)
    expect(pagePlace(host, path)).toEqual({ hostname, pathname })
  })
})
