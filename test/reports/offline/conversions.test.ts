import { afterEach, expect, test } from 'vitest'
import { buy } from '../attribution/site.ts'
import { landing, leftOut, MARCH, type OfflineSite, offlineSite } from './site.ts'

let site: OfflineSite
afterEach(() => site.close())

const CLICK = 'gclid=Cj0KCQ-one'

test('a sale goes to Google under the click that brought its person, in the currency it was paid in', async () => {
  site = await offlineSite({}, { currency: 'USD', timezone: 'Europe/Berlin' })
  site.take([
    landing('02T10:00', CLICK),
    buy('03T11:30', 12.5, 'p', { currency: 'EUR', order: 'A-1' }),
  ])
  const { file, answer } = await site.made()
  expect(file.split('\r\n')).toEqual([
    'Parameters:TimeZone=Europe/Berlin',
    'Google Click ID,Conversion Name,Conversion Time,Conversion Value,Conversion Currency,Order ID',
    'Cj0KCQ-one,Buy,2026-03-03 12:30:00+01:00,12.50,EUR,A-1',
    '',
  ])
  expect(answer).toMatchObject({
    rows: 1,
    events: 1,
    left_out: [],
    name: 'Buy',
    kind: 'conversions',
  })
})

test('each platform has its own columns, times and clicks', async () => {
  site = await offlineSite()
  const query = 'fbclid=IwAR2-face&msclkid=f894f652ea33&li_fat_id=8c1b-linked&utm_source=x'
  site.take([landing('27T10:00', query), buy('28T18:05', 500, 'p', { currency: 'JPY' })])
  const at = Date.UTC(2026, 2, 28, 18, 5)
  const clicked = Date.UTC(2026, 2, 27, 10)
  expect(await site.lines({ platform: 'microsoft' })).toEqual([
    'f894f652ea33,Buy,3/28/2026 6:05:00 PM,500,JPY',
  ])
  expect(await site.lines({ platform: 'meta' })).toEqual([
    `Buy,${at / 1000},fb.1.${clicked}.IwAR2-face,500,JPY,`,
  ])
  expect(await site.lines({ platform: 'LinkedIn' })).toEqual([`8c1b-linked,${at},Buy,500,JPY`])
  expect(leftOut(await site.made())).toEqual({ no_click_id: 1 })
})

test('clicks in apps have columns of their own, which stand only where there are such', async () => {
  site = await offlineSite()
  site.take([
    landing('02T10:00', CLICK),
    buy('02T11:00', 1),
    landing('03T10:00', 'wbraid=CkAKCQ-app', 'q'),
    buy('03T11:00', 2, 'q'),
  ])
  const { answer } = await site.made()
  expect(answer.columns.slice(0, 3)).toEqual(['Google Click ID', 'WBRAID', 'Conversion Name'])
  expect(answer.sample.map((row) => row.slice(0, 2))).toEqual([
    ['Cj0KCQ-one', ''],
    ['', 'CkAKCQ-app'],
  ])
})

test('the last click before the conversion counts, and a page that is loaded again is no click', async () => {
  site = await offlineSite()
  site.take([
    landing('01T10:00', 'gclid=first-click'),
    landing('05T10:00', 'gclid=second-click'),
    landing('06T10:00', 'gclid=first-click'),
    buy('07T10:00', 1),
    landing('08T10:00', 'gclid=third-click'),
  ])
  expect(await site.lines()).toEqual([expect.stringMatching(/^second-click,/u)])
})

test('a click on one browser counts for what its user does on another, or a server says', async () => {
  site = await offlineSite()
  site.take([
    landing('01T10:00', CLICK, 'phone'),
    { name: 'identify', at: '2026-03-01T10:01:00', visitor: 'phone', user: 'u', path: '/' },
    {
      name: 'Buy',
      at: '2026-03-20T10:00:00',
      user: 'u',
      visitor: undefined,
      revenue: { amount: '9', currency: 'USD' },
    },
  ])
  expect(await site.lines()).toHaveLength(1)
})

test('what does not go out says why, and every event is told of once', async () => {
  site = await offlineSite()
  site.take([
    buy('02T10:00', 1, 'nobody'),
    landing('02T10:00', 'gclid={gclid}', 'macro'),
    buy('02T11:00', 1, 'macro'),
    landing('05T10:00', CLICK, 'later'),
    buy('04T10:00', 1, 'later'),
    { at: '2025-11-01T10:00:00', path: `/?${CLICK}-old`, visitor: 'old' },
    buy('02T10:00', 1, 'old'),
    { at: '2025-12-15T10:00:00', path: `/?${CLICK}-late`, visitor: 'late' },
    buy('02T10:00', 1, 'late'),
    landing('02T10:00', CLICK, 'free'),
    { name: 'Buy', at: '2026-03-02T11:00:00', visitor: 'free', path: '/' },
    landing('02T10:00', `${CLICK}-good`, 'good'),
    buy('02T11:00', 1, 'good'),
  ])
  const made = await site.made()
  expect(leftOut(made)).toEqual({
    no_click_id: 2,
    before_click: 1,
    click_too_old: 1,
    too_late: 1,
    no_value: 1,
  })
  expect(made.answer.rows).toBe(1)
})

test('what went out does not go out again, unless it is asked for', async () => {
  site = await offlineSite()
  site.take([landing('02T10:00', CLICK), buy('02T11:00', 1)])
  await site.send()
  expect(leftOut(await site.made())).toEqual({ already_sent: 1 })
  site.take([buy('05T11:00', 2)])
  expect((await site.made()).answer).toMatchObject({ rows: 1, left_out: [{ events: 1 }] })
  expect((await site.made({ repeat: true })).answer.rows).toBe(2)
  expect((await site.made({ platform: 'meta' })).answer.left_out).toEqual([
    { reason: 'no_click_id', events: 2 },
  ])
})

test('a goal without a value goes out without one, a fixed value in the site’s currency', async () => {
  site = await offlineSite({ value: 'none' })
  await site.goal({ name: 'Lead', event: 'Buy', value: 40, count: 'every' })
  site.take([landing('02T10:00', CLICK), buy('02T11:00', 1, 'p', { currency: 'EUR' })])
  expect(await site.lines()).toEqual(['Cj0KCQ-one,Buy,2026-03-02 11:00:00+00:00,,,'])
  expect(await site.lines({ goal: 'Lead' })).toEqual([
    'Cj0KCQ-one,Lead,2026-03-02 11:00:00+00:00,40.00,USD,',
  ])
})

test('a goal that counts once a person goes out once', async () => {
  site = await offlineSite({ count: 'person' })
  site.take([landing('02T10:00', CLICK), buy('02T11:00', 1), buy('03T11:00', 2)])
  expect(await site.lines()).toHaveLength(1)
})

test('a purchase on the page of the click is not before it', async () => {
  site = await offlineSite({ event: undefined, page: '/', value: 'none' } as object)
  site.take([landing('02T10:00', CLICK)])
  expect(await site.lines()).toHaveLength(1)
})

test('what is reached in the second of the click is not told as before it', async () => {
  site = await offlineSite()
  const at = Date.UTC(2026, 2, 2, 10)
  site.take([
    { at: at + 800, path: `/?${CLICK}`, visitor: 'p' },
    { ...buy('02T10:00', 1), at: at + 900 },
  ])
  expect(await site.lines()).toEqual([expect.stringContaining('2026-03-02 10:00:01+00:00')])
})

test('the name that a platform has for the goal is remembered with a file', async () => {
  site = await offlineSite()
  site.take([landing('02T10:00', CLICK), buy('02T11:00', 1)])
  await site.send({ name: 'Imported sale' })
  expect((await site.made()).answer.name).toBe('Imported sale')
  expect((await site.made({ platform: 'meta' })).answer.name).toBe('Buy')
})

test.each([
  [{ goal: 'Buyy' }, 'the nearest known is "Buy"'],
  [{ platform: 'gogle' }, 'the nearest known is "google"'],
  [{ platform: 'meta', kind: 'adjustments' }, 'google and microsoft'],
  [{ name: '=cmd()' }, 'begins with a letter'],
  [{ name: 'two\nlines' }, 'one line'],
  [{ period: { from: '2026-03-02', to: '2026-03-01' } }, 'before it begins'],
])('%j is refused with what to change', async (request, words) => {
  site = await offlineSite()
  await expect(site.made({ period: MARCH, ...request })).rejects.toThrow(words)
})
