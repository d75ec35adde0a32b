import type { Line } from './site.ts'

/** mulberry32: a small seeded generator, good enough to vary tests. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const PATHS = ['/', '/pricing', '/blog', '/docs/a', '/docs/b', '/about']
const TAGS = [
  '',
  '?utm_source=Google&utm_medium=cpc&utm_campaign=Spring',
  '?utm_source=news&utm_medium=email',
  '?gclid=abc',
]
const REFERRERS = [
  undefined,
  'https://www.google.com/',
  'https://chatgpt.com/',
  'https://example.org/x',
]
const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
]

const START = Date.parse('2026-10-10T00:00:00Z')

/** Visits of four weeks in 2026 around 25 October, starting at any minute of the day. */
export function trafficLines(seed: number): Line[] {
  const next = random(seed)
  return Array.from({ length: 400 }, (_, visit) => visitLines(visit, next)).flat()
}

function pick<T>(list: readonly T[], next: () => number): T {
  return list[Math.floor(next() * list.length)] as T
}

function senderOf(person: number, next: () => number): Omit<Line, 'at'> {
  const known = { user: `user-${person % 25}`, account: `account-${person % 3}` }
  return {
    visitor: `visitor-${person}`,
    userAgent: pick(AGENTS, next),
    ip: pick(['81.2.69.142', '2.125.160.216', ''], next),
    ...(person % 5 === 0 ? known : {}),
  }
}

function visitLines(visit: number, next: () => number): Line[] {
  const sender = senderOf(Math.floor(next() * 120), next)
  const referrer = pick(REFERRERS, next)
  const landing = `${pick(PATHS, next)}${pick(TAGS, next)}`
  let at = START + Math.floor(next() * 31 * 86_400_000)
  const first = { id: `v${visit}-event-0`, at, path: landing, title: landing, ...sender }
  const lines: Line[] = [referrer ? { ...first, referrer } : first]
  let page = { id: first.id, path: landing.split('?')[0] ?? '/' }
  for (let i = Math.floor(next() * 6); i > 0; i--) {
    at += Math.floor(next() * 12 * 60_000)
    const line = { id: `v${visit}-event-${i}`, at, ...sender, ...laterEvent(page, next) }
    if (!('name' in line)) page = { id: line.id, path: String(line.path) }
    lines.push(line)
  }
  return lines
}

/** Without a name it is a pageview. */
function laterEvent(page: { id: string; path: string }, next: () => number) {
  const kind = next()
  const { id: of, path } = page
  if (kind < 0.5) return { path: pick(PATHS, next), title: 'Later' }
  if (kind < 0.7) {
    const [engaged, scroll] = [Math.floor(next() * 20_000), Math.floor(next() * 100)]
    return { name: 'engagement', path, of, engaged, scroll }
  }
  if (kind < 0.9) return { name: 'Signup', path, props: { plan: pick(['pro', 'free'], next) } }
  return { name: 'Purchase', path, revenue: { amount: (next() * 100).toFixed(2), currency: 'EUR' } }
}
