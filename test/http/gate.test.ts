import { expect, test, vi } from 'vitest'
import { Gate } from '../../collector/http/gate.ts'

const SITE = 'a.example'

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
  expect(await gate.hold(SITE, 20)).toBe(false)
  gate.open(SITE)
  leave()
  expect(await gate.hold(SITE, 20)).toBe(true)
})

test('nobody waits for ever', async () => {
  vi.useFakeTimers()
  const gate = new Gate()
  await gate.hold(SITE, 0)
  const waiting = expect(gate.enter(SITE)).rejects.toThrow(
    'this site is going to another collector',
  )
  await vi.advanceTimersByTimeAsync(20_000)
  await waiting
  vi.useRealTimers()
})
