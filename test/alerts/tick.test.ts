import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tick } from '../../collector/alerts/tick.ts'
import { Refusal } from '../../collector/refusal.ts'
import { type AlertedSite, alertedSite, at, HOUR } from './alerted.ts'

let site: AlertedSite
beforeEach(async () => {
  site = await alertedSite()
  await site.way()
  // The first day of data says nothing yet.
  site.hour('2026-11-28T12:00:00+01:00', 1)
})
afterEach(() => site.close())

/** Ten minutes after the hour. */
const past = (hour: string) => at(hour) + HOUR + 10 * 60_000

const NINE = '2026-11-30T09:00:00+01:00'
const TEN = '2026-11-30T10:00:00+01:00'
const ELEVEN = '2026-11-30T11:00:00+01:00'
const NOON = '2026-11-30T12:00:00+01:00'

async function kinds(id: string): Promise<string[]> {
  return (await site.history(id)).map(({ kind }) => kind).reverse()
}

describe('an alert by the hour', () => {
  test('fires once per breach, and once when it is over', async () => {
    site.hour('2026-11-30T08:00:00+01:00', 5)
    site.hour(NINE, 8)
    site.hour(TEN, 3)
    site.hour(NOON, 6)
    const { id } = await site.alert({})
    const states: string[] = []
    for (const hour of [NINE, TEN, ELEVEN, NOON]) {
      // Before its time nothing is judged, after it nothing twice.
      expect(await site.tick(past(hour) - 1)).toMatchObject({ messages: 0 })
      await site.tick(past(hour))
      await site.tick(past(hour) + 60_000)
      states.push((await site.status(id)).state)
    }
    expect(states).toEqual(['ok', 'breached', 'breached', 'ok'])
    const [over, fired] = await site.history(id)
    expect(fired).toMatchObject({ kind: 'fired', reading: { value: 3, from: at(TEN) } })
    expect(over).toMatchObject({ kind: 'recovered', reading: { value: 6, from: at(NOON) } })
    expect((await site.messages()).map(({ title }) => title)).toEqual([
      'Pageviews fell below 5: 3 in the hour 10:00–11:00 of 30 Nov',
      'Pageviews: no longer below 5, 6 in the hour 12:00–13:00 of 30 Nov',
    ])
  })

  test('takes nothing at all for zero', async () => {
    const { id } = await site.alert({})
    await site.tick(past(NINE))
    expect(await site.status(id)).toMatchObject({
      state: 'breached',
      since: new Date(at(NINE)).toISOString(),
      reading: { value: 0 },
    })
  })

  // influxdata/kapacitor#539, SigNoz/signoz#9447: a count that is no count where nothing was never falls back.
  test('that was above its limit is over with an hour of nothing', async () => {
    site.hour(NINE, 8)
    const { id } = await site.alert({ when: 'above' })
    await site.tick(past(NINE))
    await site.tick(past(TEN))
    expect(await kinds(id)).toEqual(['fired', 'recovered'])
  })

  test('says what it was about, and where that can be seen', async () => {
    site.hour(NINE, 3)
    await site.alert({ filters: [['is', 'page', ['/']]] })
    await site.tick(past(NINE))
    const [message] = await site.messages()
    expect(message?.link?.url).toBe(
      'https://stats.example/sites/example.com?period=2026-11-30..2026-11-30&where=%5B%22is%22%2C%22page%22%2C%5B%22%2F%22%5D%5D&metric=pageviews',
    )
    expect(message?.data).toMatchObject({
      type: 'alert.fired',
      site: 'example.com',
      alert: { name: 'An alert', metric: 'pageviews', when: 'below', value: 5 },
      value: 3,
      from: '2026-11-30T08:00:00.000Z',
      to: '2026-11-30T09:00:00.000Z',
    })
  })

  test('says it in Chinese where that is asked for', async () => {
    site.hour(NINE, 3)
    await site.alert({ language: 'zh' })
    await site.tick(past(NINE))
    expect((await site.messages())[0]?.title).toBe('浏览量(PV)低于 5：11月30日 09:00–10:00为 3')
  })

  test('judges nothing before the site’s first whole day', async () => {
    const empty = await alertedSite()
    const { id } = await empty.alert({ to: [] })
    await empty.tick(past(NINE))
    expect(await empty.status(id)).toMatchObject({ state: 'ok', reading: { value: null } })
    empty.hour(TEN, 1)
    await empty.tick(past(TEN))
    expect((await empty.status(id)).state).toBe('ok')
    await empty.close()
  })

  test('of a server that was off for days judges the latest hour alone', async () => {
    site.hour('2026-11-29T09:00:00+01:00', 9)
    const { id } = await site.alert({})
    await site.tick(past('2026-11-29T09:00:00+01:00'))
    site.hour(NOON, 2)
    const before = site.ran.length
    await site.tick(past(NOON))
    expect(site.ran.length - before).toBe(2)
    expect(await kinds(id)).toEqual(['fired'])
    expect((await site.status(id)).reading).toMatchObject({ from: at(NOON), value: 2 })
  })
})

describe('the hour that is lived twice', () => {
  test('is two, each judged once', async () => {
    const dst = await alertedSite()
    dst.hour('2026-10-20T12:00:00+02:00', 1)
    dst.hour('2026-10-25T02:00:00+02:00', 9)
    dst.hour('2026-10-25T02:00:00+01:00', 2)
    dst.hour('2026-10-25T03:00:00+01:00', 7)
    const { id } = await dst.alert({ to: [] })
    const values: unknown[] = []
    for (const hour of ['02:00:00+02:00', '02:00:00+01:00', '03:00:00+01:00']) {
      await dst.tick(past(`2026-10-25T${hour}`))
      values.push((await dst.status(id)).reading?.value)
    }
    expect(values).toEqual([9, 2, 7])
    await dst.close()
  })
})

describe('quiet hours', () => {
  const QUIET = { from: '22:00', to: '11:30' }

  test('tell at their end what still is', async () => {
    const { id } = await site.alert({ quiet: QUIET })
    await site.tick(past(NINE))
    expect(await site.messages()).toEqual([])
    expect(await site.status(id)).toMatchObject({ state: 'breached', held: true })
    await site.tick('2026-11-30T11:29:59+01:00')
    expect(await site.messages()).toEqual([])
    await site.tick('2026-11-30T11:30:00+01:00')
    expect((await site.messages()).map(({ title }) => title)).toEqual([
      'Pageviews fell below 5: 0 in the hour 09:00–10:00 of 30 Nov',
    ])
    expect((await site.history(id))[0]?.told_at).toBe('2026-11-30T10:30:00.000Z')
  })

  test('of an alert whose ways out were removed leave it told to nobody', async () => {
    const { id } = await site.alert({ quiet: QUIET })
    const { id: loud } = await site.alert({ name: 'Loud' })
    await site.settings
      .updateTable('channel_out')
      .set({ removed_at: at(NINE) })
      .execute()
    await site.tick(past(NINE))
    await site.tick('2026-11-30T11:30:00+01:00')
    expect(await site.messages()).toEqual([])
    const all = [...(await site.history(id)), ...(await site.history(loud))]
    expect(all).toMatchObject([
      { kind: 'fired', told_at: null },
      { kind: 'fired', told_at: null },
    ])
  })

  test('tell nothing of what is over by then, but keep it in the history', async () => {
    site.hour(TEN, 9)
    site.hour(ELEVEN, 9)
    const { id } = await site.alert({ quiet: QUIET })
    for (const hour of [NINE, TEN, ELEVEN]) await site.tick(past(hour))
    expect(await site.messages()).toEqual([])
    expect(await kinds(id)).toEqual(['fired', 'recovered'])
  })
})

describe('what is asked', () => {
  test('is asked once for all that ask the same', async () => {
    site.hour(NINE, 9)
    const goal = await site.goal({ name: 'Buy', event: 'Buy', value: 'none', count: 'every' })
    for (let i = 0; i < 20; i++) {
      await site.alert({ name: `events ${i}`, value: i })
      await site.alert({ name: `visits ${i}`, metric: 'visits', value: i })
      await site.alert({ name: `goal ${i}`, metric: 'conversions', goal: goal.id, value: 0 })
      await site.alert({ name: `no goal ${i}`, goal: goal.id, value: i })
    }
    const { alerts, reports } = await site.tick(past(NINE))
    expect({ alerts, reports }).toEqual({ alerts: 80, reports: 2 })
    const asked = site.ran.map(({ request }) => request.metrics)
    expect(asked).toContainEqual(['pageviews', 'visits'])
  })

  test('and fails now is asked again soon, and nothing is said of it', async () => {
    const { id } = await site.alert({})
    site.failing.with = new Refusal(503, 'other reports kept this one waiting')
    await site.tick(past(NINE))
    expect((await site.status(id)).state).toBe('ok')
    site.failing.with = undefined
    await site.tick(past(NINE) + 60_000)
    expect((await site.status(id)).reading).toBeNull()
    await site.tick(past(NINE) + 2 * 60_000)
    expect((await site.status(id)).state).toBe('breached')
  })

  test('and takes as long as others wait for is asked at a later time', async () => {
    const ids: string[] = []
    for (let i = 0; i < 12; i++) {
      const filters = [['is', 'page', [`/${i}`]]]
      ids.push((await site.alert({ name: `slow ${i}`, filters })).id)
    }
    const room = site.room(past(NINE))
    let clock = 0
    const slow = {
      ...room,
      clock: () => clock,
      reports: {
        run: (...asked: Parameters<typeof room.reports.run>) => {
          clock += 20_000
          return room.reports.run(...asked)
        },
      },
    }
    const states = async () =>
      (await Promise.all(ids.map((id) => site.status(id)))).filter(({ reading }) => reading).length
    await tick(slow, past(NINE))
    expect(await states()).toBe(3)
    for (let more = 1; more < 4; more++) await tick(slow, past(NINE) + more * 2 * 60_000)
    expect(await states()).toBe(12)
  })
})
