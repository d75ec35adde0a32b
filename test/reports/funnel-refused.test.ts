import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addFunnel, FunnelInput } from '../../collector/settings/funnels.ts'
import { deeds, type FunnelSite, funnelSite, MARCH_2 } from './funnel/site.ts'

let site: FunnelSite
beforeAll(async () => {
  site = await funnelSite()
  site.take(deeds('p: Signup 10:00, Buy 10:01'))
  await site.goal({ name: 'Trial', event: 'Trial started', value: 'none', count: 'every' })
})
afterAll(() => site.close())

const TWO = [{ event: 'Signup' }, { event: 'Buy' }]
const ask = (request: object) => site.funnel({ period: MARCH_2, steps: TWO, ...request })

describe('a question that cannot be meant is refused with what to change', () => {
  const steps = (count: number) => new Array(count).fill({ event: 'Buy' })
  test.each<[string, object, string]>([
    ['one step', { steps: steps(1) }, 'steps: a funnel has 2 to 12 steps'],
    ['thirteen steps', { steps: steps(13) }, 'steps: a funnel has 2 to 12 steps'],
    ['no window', { window: '0d' }, 'window: a window is 1m at least'],
    ['91 days', { window: '91d' }, 'window: a window is 90d at most'],
    [
      'a window in words',
      { window: 'a week' },
      'window: a window is a number and m, h or d, like 30m, 24h or 7d',
    ],
    [
      'an event that was never sent',
      { steps: [{ event: 'Sign up' }, { event: 'Buy' }] },
      'unknown event "Sign up"; the nearest known is "Signup"',
    ],
    [
      'an unknown goal',
      { steps: [{ goal: 'Trail' }, { event: 'Buy' }] },
      'unknown goal "Trail"; the nearest known is "Trial"',
    ],
    [
      'an unknown dimension',
      { breakdown: 'chanel' },
      'breakdown: unknown dimension "chanel"; the nearest known is "channel"',
    ],
    [
      'an unknown dimension in a condition',
      { steps: [{ event: 'Buy', where: [['is', 'pages', ['/']]] }, { event: 'Buy' }] },
      'steps.0.where.0.1: unknown dimension "pages"; the nearest known is "page"',
    ],
    [
      'an attempt whose later step is its first',
      { by: 'attempt', steps: steps(2) },
      'steps.1: an attempt begins with step 0, so step 1 cannot be the same',
    ],
    [
      'an exclusion in any order',
      { order: 'any', exclude: [{ event: 'Buy', after: 0 }] },
      'exclude: in any order nothing lies between two steps; leave exclude out',
    ],
    [
      'an exclusion after the last step',
      { exclude: [{ event: 'Buy', after: 1 }] },
      'exclude.0.after: after is the index of a step that another follows, 0 to 0',
    ],
    [
      'a step of two kinds',
      { steps: [{ event: 'Buy', page: '/' }, { event: 'Buy' }] },
      'steps.0: name one of event, page and goal; event and page are given',
    ],
    [
      'a step of nothing',
      { steps: [{ label: 'Start' }, { event: 'Buy' }] },
      'steps.0: name one of event, page and goal; none is given',
    ],
    [
      'neither steps nor a funnel',
      { steps: null },
      'say what the funnel is: steps, or the id of a saved funnel',
    ],
    [
      'steps and a funnel',
      { funnel: 'x' },
      'steps and a saved funnel are given; leave one of them out',
    ],
    [
      'an unknown funnel',
      { steps: null, funnel: 'x' },
      'unknown funnel "x"; there is no funnel yet',
    ],
  ])('%s', async (_, request, message) => {
    await expect(ask(request)).rejects.toMatchObject({ status: 422, message })
  })
})

test('an event that a goal counts, and those that have a meaning of their own, are known before they are sent', async () => {
  const steps = [{ event: 'Trial started' }, { goal: 'Trial' }, { event: 'download' }]
  expect((await ask({ steps })).entered).toBe(0)
})

test.each(['ordered', 'any'])('equal steps want as many different events (%s)', async (order) => {
  site.take(deeds('q: Buy 11:00, Buy 11:05'))
  const same = [{ event: 'Buy' }, { event: 'Buy' }]
  const answer = await ask({ order, steps: same })
  expect(answer.steps.map(({ count }) => count)).toEqual([2, 1])
})

test('a saved funnel is asked for by its id or name, and parts of it may be said otherwise', async () => {
  const input = FunnelInput.parse({ name: 'Buying', steps: TWO, window: '30m', order: 'strict' })
  const { id } = await addFunnel(site.settings, site.id, input, 0)
  const saved = (request: object) => ask({ steps: undefined, ...request })
  expect((await saved({ funnel: id })).converted).toBe(1)
  expect((await saved({ funnel: 'Buying' })).converted).toBe(1)
  expect((await saved({ funnel: id, by: 'visit', window: '1m' })).converted).toBe(1)
  await expect(saved({ funnel: 'Bying' })).rejects.toMatchObject({
    status: 422,
    message: 'unknown funnel "Bying"; the nearest known is "Buying"',
  })
})
