import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Gate } from '../../collector/http/gate.ts'

const SITE = 'a.example'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('who is inside leaves before it is held, who comes later waits until it opens', async () => {
  const gate = new Gate()
  const leave = await gate.enter(SITE)
  const held = gate.hold(SITE, 5_000)
  const later = vi.fn()
  const entering = gate.enter(SITE).then(later)
  await gate.enter('other.example')
  leave()
  expect(await held).toBe(true)
  expect(later).not.toHaveBeenCalled()
  gate.open(SITE)
  await entering
  expect(later).toHaveBeenCalledOnce()
})

test('whoever stays inside for too long keeps it from being held', async () => {
  const gate = new Gate()
  const leave = await gate.enter(SITE)
  const held = gate.hold(SITE, 20)
  await passes(20)
  expect(await held).toBe(false)
  gate.open(SITE)
  leave()
  expect(await gate.hold(SITE, 20)).toBe(true)
})

test('it is given up at once where one has been inside for too long, whoever came since', async () => {
  const gate = new Gate()
  await gate.enter(SITE)
  await passes(600)
  await gate.enter(SITE)
  // No time passes.
  expect(await gate.hold(SITE, 500)).toBe(false)
})

test('for one who takes long is waited with the gate open', async () => {
  const gate = new Gate()
  const leave = await gate.enter(SITE)
  await passes(30)
  const noisy = gate.isCalm(SITE, 20, 30)
  await passes(30)
  expect(await noisy).toBe(false)
  const calm = gate.isCalm(SITE, 20, 5_000)
  const another = await gate.enter(SITE)
  leave()
  // The other has only just come.
  expect(await calm).toBe(true)
  another()
})

test('each site is told of who leaves it', async () => {
  const gate = new Gate()
  const sites = [SITE, 'b.example', 'c.example']
  const leaves = await Promise.all(sites.map((site) => gate.enter(site)))
  const held = Promise.all(sites.map((site) => gate.hold(site, 10_000)))
  for (const leave of leaves) leave()
  expect(await held).toEqual([true, true, true])
})

test('nobody waits for ever', async () => {
  const gate = new Gate()
  await gate.hold(SITE, 0)
  const waiting = expect(gate.enter(SITE)).rejects.toThrow(
    'this site is going to another collector',
  )
  await passes(20_000)
  await waiting
})
