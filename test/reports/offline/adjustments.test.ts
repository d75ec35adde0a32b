import { afterEach, expect, test } from 'vitest'
import { buy } from '../attribution/site.ts'
import { landing, leftOut, type OfflineSite, offlineSite } from './site.ts'

let site: OfflineSite
afterEach(() => site.close())

const order = { order: 'A-1' }
const ADJUSTMENTS = { kind: 'adjustments' }

async function sold(platform = 'google') {
  site = await offlineSite()
  site.take([
    landing('02T10:00', 'gclid=Cj0KCQ-one&msclkid=f894f652ea33'),
    buy('02T11:00', 50, 'p', order),
  ])
  await site.send({ platform, name: 'Sale' })
}

test('what is left after the refunds of an order restates its sale, one line for all of them', async () => {
  await sold()
  site.take([buy('05T11:00', -20, 'p', order), buy('06T11:00', -10, 'q', order)])
  const { file, answer } = await site.made(ADJUSTMENTS)
  expect(file.split('\r\n').slice(1, 3)).toEqual([
    'Order ID,Conversion Name,Adjustment Time,Adjustment Type,Adjusted Value,Adjusted Value Currency',
    'A-1,Sale,2026-03-06 11:00:00+00:00,RESTATE,20.00,USD',
  ])
  expect(answer).toMatchObject({ rows: 1, events: 2, left_out: [] })
})

test('a sale that is given back as a whole is retracted, by the name that it went out by', async () => {
  await sold()
  await site.send({ name: 'Other', repeat: true, period: { from: '2026-03-20', to: '2026-03-21' } })
  site.take([buy('05T11:00', -50, 'p', order)])
  expect(await site.lines(ADJUSTMENTS)).toEqual(['A-1,Sale,2026-03-05 11:00:00+00:00,RETRACT,,'])
})

test('Microsoft is told of the click and the time of the sale', async () => {
  await sold('microsoft')
  site.take([buy('05T11:00', -20, 'p', order)])
  const asked = { ...ADJUSTMENTS, platform: 'microsoft' }
  expect(await site.lines(asked)).toEqual([
    'f894f652ea33,Sale,3/2/2026 11:00:00 AM,Restate,3/5/2026 11:00:00 AM,30.00,USD',
  ])
})

test('a refund in a later month finds the sale of an earlier one, and goes out once', async () => {
  await sold()
  site.take([{ ...buy('05T11:00', -20, 'p', order), at: '2026-04-01T09:00:00' }])
  const april = { ...ADJUSTMENTS, period: { from: '2026-04-01', to: '2026-04-01' } }
  expect((await site.send(april)).answer.rows).toBe(1)
  expect(leftOut(await site.made(april))).toEqual({ already_sent: 1 })
})

test('refunds that no platform can be told of say why', async () => {
  await sold()
  site.take([
    buy('05T11:00', -1),
    buy('05T12:00', -1, 'p', { order: 'unknown' }),
    buy('05T13:00', -1, 'p', { ...order, currency: 'EUR' }),
  ])
  expect(leftOut(await site.made(ADJUSTMENTS))).toEqual({
    no_order: 1,
    never_sent: 1,
    other_currency: 1,
  })
})

test('Google adjusts no conversion of more than 55 days ago', async () => {
  site = await offlineSite()
  site.take([
    { ...landing('02T10:00', 'gclid=Cj0KCQ-one'), at: '2026-02-01T10:00:00' },
    { ...buy('02T11:00', 50, 'p', order), at: '2026-02-01T11:00:00' },
  ])
  await site.send({ period: { from: '2026-02-01', to: '2026-02-28' } })
  site.take([buy('05T11:00', -20, 'p', order)])
  expect(leftOut(await site.made(ADJUSTMENTS))).toEqual({ too_late: 1 })
})

test('Google adjusts nothing that came by a click in an app', async () => {
  site = await offlineSite()
  site.take([landing('02T10:00', 'wbraid=CkAKCQ-app'), buy('02T11:00', 50, 'p', order)])
  await site.send()
  site.take([buy('05T11:00', -20, 'p', order)])
  expect(leftOut(await site.made(ADJUSTMENTS))).toEqual({ not_adjustable: 1 })
})

test('a refund is no conversion', async () => {
  await sold()
  site.take([buy('05T11:00', -20, 'p', order)])
  expect((await site.made({ repeat: true })).answer).toMatchObject({ rows: 1, left_out: [] })
})
