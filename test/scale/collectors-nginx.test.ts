import { afterEach, beforeEach, expect, test } from 'vitest'
import { together } from '../faults/sending.ts'
import { pageviews, rows, send, statusOf } from './asking.ts'
import { type Collectors, nginxBefore, someCollectors } from './collectors.ts'

const ZERO = 'zero.example'
const ONE = 'one.example'

let collectors: Collectors

beforeEach(async () => {
  collectors = await someCollectors(2, { [ZERO]: 0, [ONE]: 1 })
})
afterEach(() => collectors.remove())

test('nginx asks each site’s own collector, and another where it is down; every event is stored once, at its owner', async () => {
  await collectors.start(0)
  await collectors.start(1)
  const nginx = await nginxBefore(collectors.folders[0] ?? '')
  try {
    for (const [site, owner] of [
      [ZERO, '0'],
      [ONE, '1'],
    ] as const) {
      const answer = await send(nginx.url, site, 'first')
      expect([answer.status, answer.headers.get('tributary-collector')]).toEqual([202, owner])
      expect((await fetch(`${nginx.url}/t/${site}.js`)).status).toBe(200)
    }
    const refused: number[] = []
    let taken = 0
    /** Some come by another road than nginx's. */
    const urlOf = (n: number) => (n % 5 === 0 ? (collectors.urls[0] ?? '') : nginx.url)
    const sending = together(8, [...Array(400).keys()], async (n) => {
      const site = n % 2 === 0 ? ZERO : ONE
      const once = () => statusOf(send(urlOf(n), site, `n-${n}`, { visitor: `visitor-${n % 20}` }))
      for (let status = await once(); status !== 202; status = await once()) {
        refused.push(status)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      taken += 1
    })
    await expect.poll(() => taken, { interval: 1 }).toBeGreaterThan(50)
    await collectors.kill(1)
    const down = await send(nginx.url, ONE, 'while-down')
    expect([down.status, down.headers.get('retry-after')]).toEqual([503, '5'])
    expect((await send(nginx.url, ZERO, 'other')).status).toBe(202)
    await collectors.start(1)
    await sending
    // What was under way at the kill nginx answers by itself, or it breaks off.
    expect(new Set([0, 502, 503, ...refused])).toEqual(new Set([0, 502, 503]))
    expect([rows(collectors, 0, 'event'), rows(collectors, 1, 'event')]).toEqual([202, 201])
    expect(await pageviews(collectors, nginx.url, ZERO)).toBe(202)
    expect(await pageviews(collectors, nginx.url, ONE)).toBe(201)
  } finally {
    await nginx.stop()
  }
})
