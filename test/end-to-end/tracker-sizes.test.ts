import { expect, test } from 'vitest'
import { useStage } from './stage.ts'

const stage = useStage()
const open = async () => {
  await stage.page.goto(`${stage.origin}/a`)
  await stage.receiver.event('pageview')
}
const named = (pattern: RegExp) => stage.names().filter((name) => pattern.test(name))

test('what one body cannot hold is sent in several, none above 64 KiB', async () => {
  await open()
  await stage.call(`for (let n = 0; n < 6; n++)
    tributary('Big' + n, { props: Object.fromEntries([...Array(24)].map((_, i) => ['k' + i, 'ö'.repeat(500)])) })`)
  await stage.receiver.event('Big5')
  expect(named(/^Big/)).toEqual(['Big0', 'Big1', 'Big2', 'Big3', 'Big4', 'Big5'])
})

test('more than a hundred events are sent in several bodies', async () => {
  await open()
  await stage.call(`for (let n = 0; n < 250; n++) tributary('N' + n)`)
  await stage.receiver.event('N249')
  expect(named(/^N/)).toHaveLength(250)
  expect(Math.max(...stage.receiver.received.map(({ body }) => body.events.length))).toBe(100)
})

test('an event without measure is cut to one that is kept', async () => {
  await open()
  await stage.call(`tributary('Huge', { props: Object.fromEntries([...Array(1000)].map((_, i) => ['k' + i, 'x'.repeat(9000)])) })
    tributary('After')`)
  const { props = {} } = await stage.receiver.event('Huge')
  expect(Object.keys(props)).toHaveLength(31)
  expect(props.k0).toHaveLength(501)
  await stage.receiver.event('After')
})

test.each([
  ['a name', `tributary('n'.repeat(90_000))`, { name: 'n'.repeat(8000) }],
  [
    'the key of a property',
    `tributary('It', { props: { ['k'.repeat(90_000)]: 1, plan: 'pro' } })`,
    { props: { ['k'.repeat(61)]: 1, plan: 'pro' } },
  ],
  [
    'the key of a trait',
    `tributary.identify('u', { traits: { ['k'.repeat(90_000)]: 1 } }); tributary('It', { props: { plan: 'pro' } })`,
    { props: { plan: 'pro' } },
  ],
])('%s without measure is cut, and costs nothing else', async (_, call, event) => {
  await open()
  await stage.call(`${call}; tributary('Last')`)
  await stage.receiver.event('Last')
  expect(stage.receiver.events()).toContainEqual(expect.objectContaining(event))
})

const MANY = (text: string) =>
  `Object.fromEntries([...Array(30)].map((_, i) => ['k' + i, '${text}'.repeat(500)]))`

test('an event that no body holds is kept without most of its details, but with what it cost', async () => {
  await open()
  await stage.call(`tributary.identify('u', { traits: ${MANY('日')} })
    tributary('Sale', { props: ${MANY('日')}, revenue: { amount: 49, currency: 'EUR', order: '7' } })
    tributary('After')`)
  const sale = await stage.receiver.event('Sale')
  expect(Object.keys(sale.props ?? {})).toEqual(['k0', 'k1', 'k2'])
  expect(sale.revenue).toEqual({ amount: 49, currency: 'EUR', order: '7' })
  await stage.receiver.event('After')
})

test('an event that just fits keeps all of them', async () => {
  await open()
  await stage.call(`tributary.identify('u', { traits: ${MANY('x')} })
    tributary('Sale', { props: ${MANY('x')} })`)
  expect(Object.keys((await stage.receiver.event('Sale')).props ?? {})).toHaveLength(30)
})

test('a long address is sent with its campaign', async () => {
  await stage.page.goto(
    `${stage.origin}/land?utm_source=tiktok&ttclid=${'t'.repeat(1200)}&x=${'y'.repeat(900)}`,
  )
  const { url } = await stage.receiver.event('pageview')
  expect(url).toContain('utm_source=tiktok&ttclid=ttt')
})

test('an address without measure stops nothing', async () => {
  await open()
  await stage.call(`history.pushState({}, '', '/' + 'p'.repeat(90_000)); tributary('X')`)
  await stage.receiver.event('X')
})
