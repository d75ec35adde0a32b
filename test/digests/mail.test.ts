import { expect, test } from 'vitest'
import { contentOf } from '../../collector/digests/content.ts'
import { htmlOf } from '../../collector/digests/mail-html.ts'
import { textOf } from '../../collector/digests/mail-text.ts'
import { messageOf } from '../../collector/digests/message.ts'
import { DAY_TOLD, facts, moved, SIGNUP, SITE } from './told.ts'

const LEAVE = 'https://growth.example/u/aa.bb.cc'
/** Gmail cuts off what comes after 102 KB. */
const MOST_BYTES = 100_000

function content(names: readonly string[], site = SITE) {
  const movers = moved(names.map((name, i) => [name, 900 - i, 10]))
  const aims = names.slice(0, 8).map((name) => ({
    goal: { ...SIGNUP, name, target: { count: 100, per: 'month' as const } },
    range: { from: '2026-11-01', to: '2026-11-30' },
    done: 50,
  }))
  return contentOf({
    facts: facts({ movers, aims }),
    site,
    per: 'day',
    interval: DAY_TOLD,
    language: 'en',
    origin: 'https://growth.example',
  })
}

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=https://evil.example/p.gif>',
  "' onmouseover='x",
]

test('what visitors sent is text, whatever it looks like', () => {
  const page = htmlOf(content(HOSTILE), LEAVE)
  expect(page).not.toMatch(/<script|<img|onmouseover='/u)
  expect(page).toContain('&lt;script&gt;')
})

test('a referrer makes no link of itself in anybody’s mail', () => {
  const page = htmlOf(content(['https://casino.example/win', 'ada@example.com']), LEAVE)
  expect(page).not.toContain('casino.example')
  expect(page).not.toContain('ada@example')
  expect(page).toContain('casino<span>.</span>example')
})

test('characters that turn, hide or clip a mail are gone', () => {
  // U+0092 has Gmail clip a mail of any size: https://github.com/hteumeuleu/email-bugs/issues/41
  const page = htmlOf(content(['a\u0092b\u202ec\u0000d\ne\u200bf']), LEAVE)
  expect(page).toContain('a b c d e f')
  expect(textOf(content(['a\u0092b\nSubject: x']), LEAVE)).not.toMatch(/\p{Cc}(?<!\n)|^Subject/mu)
})

test('nothing is loaded from anywhere, and nothing runs', () => {
  const page = htmlOf(content(['google']), LEAVE)
  expect(page).not.toMatch(/<(?:img|script|link|iframe|object|video|form|input)\b/u)
  expect(page).not.toMatch(/url\(|@import|@font-face|src=|background="/u)
  const addresses = [...page.matchAll(/href="([^"]*)"/gu)].map(([, address]) => address)
  expect(addresses).toEqual([
    'https://growth.example/sites/shop.example?period=2026-11-24..2026-11-24',
    LEAVE,
  ])
})

test('it is laid out by tables of a fixed width, as Outlook has them', () => {
  const page = htmlOf(content(['google']), LEAVE)
  expect(page).toContain('width="600"')
  expect(page).not.toMatch(/<div|display:\s*(?:flex|grid)|position:/u)
  expect(page).toContain('<meta name="color-scheme" content="light dark">')
})

test('the longest names leave it below what Gmail shows', () => {
  const long = Array.from({ length: 8 }, (_, i) => `${i}${'.&"<>@:'.repeat(2_000)}`)
  const told = content(long, { ...SITE, name: '&'.repeat(120) })
  expect(Buffer.byteLength(htmlOf(told, LEAVE))).toBeLessThan(MOST_BYTES)
  const wide = content(long.map((_, i) => `${i}${'漢'.repeat(5_000)}`))
  expect(Buffer.byteLength(htmlOf(wide, LEAVE))).toBeLessThan(MOST_BYTES)
})

test('the plain text says the same', () => {
  const told = content(['google'])
  const text = textOf(told, LEAVE)
  const all = [
    ...told.sentences,
    ...told.tiles.flatMap(({ name, value }) => [name, value]),
    ...told.parts.flatMap(({ title, lines }) => [title, ...lines.map(({ value }) => value)]),
    told.link.url,
    LEAVE,
  ]
  expect(all.filter((said) => !text.includes(said))).toEqual([])
})

test('mail programs can leave by one click', () => {
  const { mail, kind } = messageOf(content([]), LEAVE)
  expect(kind).toBe('digest')
  expect(mail?.headers).toEqual({
    'List-Unsubscribe': `<${LEAVE}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  })
})
