import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tick } from '../../collector/alerts/tick.ts'
import { removeAlert, replaceAlert } from '../../collector/settings/alerts.ts'
import { removeGoal } from '../../collector/settings/goals.ts'
import { type AlertedSite, alertedSite, at, besides, HOUR } from './alerted.ts'

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

async function kinds(id: string): Promise<string[]> {
  return (await site.history(id)).map(({ kind }) => kind).reverse()
}

describe('what an alert names', () => {
  test('and was removed makes it say that it is broken, once', async () => {
    const goal = await site.goal({ name: 'Buy', event: 'Buy', value: 'none', count: 'every' })
    const { id } = await site.alert({
      metric: 'conversions',
      goal: goal.id,
      when: 'above',
      value: 9,
    })
    await site.tick(past(NINE))
    await removeGoal(site.settings, site.id, goal.id)
    await site.tick(past(TEN))
    await site.tick(past(ELEVEN))
    expect(await site.status(id)).toMatchObject({ state: 'broken', reason: { why: 'goal' } })
    expect((await site.messages()).map(({ title, lines }) => [title, lines[0]])).toEqual([
      ['The alert “An alert” can no longer be judged', 'The goal that it names was removed.'],
    ])
  })

  test('is taken back by another definition, which starts anew', async () => {
    const { id } = await site.alert({})
    await site.tick(past(NINE))
    expect((await site.status(id)).state).toBe('breached')
    await replaceAlert(site.settings, site.id, id, site.input({ when: 'above', value: 5 }))
    expect((await site.status(id)).state).toBe('waiting')
    await site.tick(past(NINE) + 60_000)
    expect((await site.status(id)).state).toBe('ok')
    // Another name alone changes nothing of how it stands.
    await replaceAlert(site.settings, site.id, id, site.input({ name: 'Too many', when: 'above' }))
    expect((await site.status(id)).state).toBe('ok')
    expect(await kinds(id)).toEqual(['fired'])
  })

  test('keeps what happened as it was judged then', async () => {
    const { id } = await site.alert({})
    await site.tick(past(NINE))
    const share = site.input({ metric: 'bounce_rate', per: 'day', value: 0.5 })
    await replaceAlert(site.settings, site.id, id, share)
    const [event] = await site.history(id)
    expect(event?.reading).toMatchObject({ form: 'count', per: 'hour', value: 0 })
  })

  test('that is paused is neither judged nor told', async () => {
    const { id } = await site.alert({ paused: true })
    expect(await site.tick(past(NINE))).toMatchObject({ alerts: 0 })
    expect((await site.status(id)).state).toBe('paused')
  })
})

describe('collectors', () => {
  test('two that judge the same at once tell it once', async () => {
    const other = besides(site)
    const { id } = await site.alert({})
    const room = site.room(past(NINE))
    const slow: typeof room = {
      ...room,
      reports: {
        async run(...asked) {
          const answer = await room.reports.run(...asked)
          await site.tick(past(NINE) + 5, other)
          return answer
        },
      },
    }
    expect(await tick(slow, past(NINE))).toMatchObject({ alerts: 1, messages: 0 })
    expect(await kinds(id)).toEqual(['fired'])
    expect(await site.messages()).toHaveLength(1)
    await other.destroy()
  })

  test('leave the alerts of sites that others have to them', async () => {
    await site.alert({})
    const room = site.room(past(NINE))
    const elsewhere = { ...room, owners: { of: () => ({ number: 1, address: null }) } }
    expect(await tick(elsewhere, past(NINE))).toMatchObject({ alerts: 0, messages: 0 })
  })

  test('that start again go on where they were', async () => {
    const { id } = await site.alert({})
    await site.tick(past(NINE))
    const again = besides(site)
    await site.tick(past(NINE) + 60_000, again)
    await site.tick(past(TEN), again)
    expect(await kinds(id)).toEqual(['fired'])
    expect(await site.messages()).toHaveLength(1)
    await again.destroy()
  })
})

test('an alert that was removed while it was judged is no fault', async () => {
  const { id } = await site.alert({})
  const room = site.room(past(NINE))
  const removing: typeof room = {
    ...room,
    reports: {
      async run(...asked) {
        await removeAlert(site.settings, site.id, id)
        return await room.reports.run(...asked)
      },
    },
    log: {
      warn: (...told: unknown[]) => {
        throw new Error(JSON.stringify(told))
      },
    },
  }
  expect(await tick(removing, past(NINE))).toMatchObject({ messages: 0 })
})

test('a server that ends waits for no report, and the next one judges', async () => {
  const { id } = await site.alert({})
  const room = site.room(past(NINE))
  const ending = new AbortController()
  const endless: typeof room = {
    ...room,
    reports: {
      run: (_name, _site, _request, { signal }) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason))
          setImmediate(() => ending.abort())
        }),
    },
    log: {
      warn: (...told: unknown[]) => {
        throw new Error(JSON.stringify(told))
      },
    },
  }
  expect(await tick(endless, past(NINE), ending.signal)).toMatchObject({ messages: 0 })
  expect(await kinds(id)).toEqual([])
  await site.tick(past(NINE) + 60_000)
  expect(await kinds(id)).toEqual(['fired'])
})
