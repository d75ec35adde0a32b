import { afterEach, beforeEach, expect, test } from 'vitest'
import { enqueue, type NewDelivery } from '../../collector/sending/enqueue.ts'
import type { Message } from '../../collector/sending/message.ts'
import { tidySending } from '../../collector/sending/tidy.ts'
import { type SendingSite, sendingSite } from './site.ts'

let site: SendingSite
beforeEach(async () => {
  site = await sendingSite()
})
afterEach(() => site.close())

const DAY = 86_400_000
const message: Message = { kind: 'alert', title: 'Down', lines: [], facts: [], data: {} }
const delivery = (key: string, more: Partial<NewDelivery> = {}): NewDelivery => ({
  key,
  site: site.id,
  to: { email: 'ann@example.com' },
  message,
  ...more,
})
const stored = () => site.settings.selectFrom('delivery').selectAll().orderBy('key').execute()

test('a key is stored once, however often it is told', async () => {
  const all = Array.from({ length: 1_201 }, (_, n) => delivery(`alert:${n}`))
  expect(await enqueue(site.settings, all, 5)).toBe(1_201)
  expect(await enqueue(site.settings, [...all, delivery('one more')], 6)).toBe(1)
  expect(await enqueue(site.settings, [delivery('a'), delivery('a')], 6)).toBe(1)
  expect(await enqueue(site.settings, [], 6)).toBe(0)
})

test('a message lies sealed, and its title is cut to a line of a list', async () => {
  const title = `secret ${'x'.repeat(600)}`
  await enqueue(
    site.settings,
    [delivery('a', { message: { ...message, title, lines: ['words'] } })],
    5,
  )
  const [row] = await stored()
  expect(row).toMatchObject({ state: 'waiting', tries: 0, next_at: 5, email: 'ann@example.com' })
  expect(row?.title).toHaveLength(500)
  expect(row?.message).not.toContain('words')
})

test('a message beyond all measure is refused', async () => {
  const lines = ['x'.repeat(600_000)]
  const all = [delivery('a', { message: { ...message, lines } })]
  await expect(enqueue(site.settings, all, 5)).rejects.toThrow(RangeError)
})

test('what ended 90 days ago is forgotten, and of a site what is beyond the last 2,000', async () => {
  const all = Array.from({ length: 2_010 }, (_, n) => delivery(`alert:${n}`))
  await enqueue(site.settings, all, 5)
  await enqueue(site.settings, [delivery('waits')], 4)
  const ended = { state: 'sent', ended_at: 7 }
  await site.settings.updateTable('delivery').set(ended).where('key', '!=', 'waits').execute()
  await tidySending(site.settings, 10)
  expect(await stored()).toHaveLength(2_001)
  await tidySending(site.settings, 91 * DAY)
  expect(await stored()).toMatchObject([{ key: 'waits' }])
})

test('a site that is removed takes them with it', async () => {
  await enqueue(site.settings, [delivery('a'), delivery('b', { site: null })], 5)
  await site.settings.deleteFrom('site').execute()
  expect(await stored()).toMatchObject([{ key: 'b' }])
})
