import fc from 'fast-check'
import type { Sent } from './oracle-visits.ts'

/** Around midnights of Berlin, and the night in which its clocks go back. */
const BASES = [
  '2026-10-23T21:45Z',
  '2026-10-24T11:00Z',
  '2026-10-24T21:45Z',
  '2026-10-25T00:20Z',
  '2026-10-25T22:45Z',
  '2026-10-26T22:40Z',
].map((text) => Date.parse(text))

const SENDERS = [
  { visitor: 'ann' },
  { visitor: 'ann', user: 'u1', account: 'acme' },
  { visitor: 'bob' },
  { visitor: 'bob', user: 'u2' },
  { visitor: 'cyd', user: 'u1', account: 'acme' },
  { visitor: 'dan' },
  { ip: '81.2.69.142' },
  { ip: '2.125.160.216' },
]
const DESKTOP =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'

const TAGS = [
  '?utm_source=Google&utm_medium=cpc&utm_campaign=Spring',
  '?utm_source=google&utm_medium=CPC&utm_campaign=SPRING&utm_content=b',
  '?utm_source=news&utm_medium=email&utm_term=shoes&utm_id=77',
  '?gclid=abc',
]
const REFERRERS = ['https://www.google.com/', 'https://chatgpt.com/', 'https://blog.example.org/x']

const seldom = <T>(...values: T[]) =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 1 })

const drawn = fc.record({
  base: fc.constantFrom(...BASES),
  minute: fc.integer({ min: 0, max: 75 }),
  sender: fc.constantFrom(...SENDERS),
  name: fc.constantFrom(
    ...['pageview', 'pageview', 'pageview', 'pageview', 'engagement', 'engagement'],
    ...['Signup', 'Purchase', 'Purchase', 'exposure', 'identify', 'notfound', 'server'],
  ),
  path: fc.constantFrom('/', '/pricing', '/Pricing', '/docs/a', '/docs/b'),
  host: fc.constantFrom('example.com', 'example.com', 'shop.example.com'),
  tags: fc.constantFrom('', '', '', ...TAGS),
  referrer: seldom(...REFERRERS),
  title: seldom('Home', 'Prices'),
  plan: seldom('pro', 'Free', 'free'),
  seats: seldom<number | boolean | string>(3, 9, 12.5, true, 'many'),
  cents: fc.integer({ min: -5000, max: 20_000 }),
  currency: fc.constantFrom('EUR', 'EUR', 'USD', 'JPY', 'GBP'),
  engaged: fc.integer({ min: 0, max: 12_000 }),
  scroll: fc.integer({ min: 0, max: 100 }),
  interactive: seldom(false, true),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

/** Every event at a millisecond of its own, so that nothing hangs on ties. */
const timeOf = ({ base, minute }: Drawn, index: number) => base + minute * 60_000 + index * 7

function senderOf({ sender, name }: Drawn): Partial<Sent> {
  const phone = 'visitor' in sender && ['cyd', 'bob'].includes(sender.visitor ?? '')
  if (name === 'server' && 'user' in sender) return { user: sender.user }
  if (name === 'server' && 'visitor' in sender) return { visitor: sender.visitor }
  const device = phone ? { userAgent: PHONE, screen: '390x844' } : { userAgent: DESKTOP }
  return { ...device, language: phone ? 'en-GB' : 'de-DE', ...sender }
}

function money({ cents, currency }: Drawn): NonNullable<Sent['revenue']> {
  // Every fifth takes its money back.
  const size = cents % 5 === 0 ? -cents : cents
  return { amount: currency === 'JPY' ? String(size) : (size / 100).toFixed(2), currency }
}

function propsOf({ plan, seats }: Drawn): NonNullable<Sent['props']> {
  return { ...(plan === undefined ? {} : { plan }), ...(seats === undefined ? {} : { seats }) }
}

function detailsOf(one: Drawn, index: number, all: Drawn[]): Partial<Sent> {
  const browser = (other: Drawn) =>
    'visitor' in other.sender ? other.sender.visitor : other.sender.ip
  if (one.name === 'exposure')
    return { props: { experiment: 'hero', variant: one.plan ?? 'control' } }
  if (one.name === 'engagement') {
    const at = timeOf(one, index)
    const of = all.findIndex((other, i) => {
      const past = at - timeOf(other, i)
      return (
        other.name === 'pageview' && browser(other) === browser(one) && past > 0 && past < 300_000
      )
    })
    const { engaged, scroll } = one
    return of < 0 ? { engaged: 0, scroll: 0 } : { engaged, scroll, of: idOf(of) }
  }
  const revenue = ['Purchase', 'server'].includes(one.name) ? { revenue: money(one) } : {}
  const { title, interactive } = one
  const shown = interactive === undefined || one.name === 'pageview' ? {} : { interactive }
  return { props: propsOf(one), ...revenue, ...shown, ...(title === undefined ? {} : { title }) }
}

const idOf = (index: number) => `event-${String(index).padStart(4, '0')}`

function sentOf(one: Drawn, index: number, all: Drawn[]): Sent | undefined {
  const { name, host, path, tags, referrer } = one
  const server = name === 'server'
  if (server && 'ip' in one.sender) return undefined
  const page = name === 'pageview'
  return {
    id: idOf(index),
    name: server ? 'Purchase' : name,
    at: timeOf(one, index),
    ...(server ? {} : { url: `https://${host}${path}${page ? tags : ''}` }),
    ...(page && referrer !== undefined ? { referrer } : {}),
    ...senderOf(one),
    ...detailsOf(one, index, all),
  }
}

/** A few visitors' events in the order of their arrival, which is any. */
export const traffic: fc.Arbitrary<Sent[]> = fc
  .array(drawn, { minLength: 3, maxLength: 45, size: 'max' })
  .map((all) =>
    all.map((one, i) => sentOf(one, i, all)).filter((sent): sent is Sent => sent !== undefined),
  )
