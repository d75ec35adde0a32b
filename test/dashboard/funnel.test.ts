import './page.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { followAddress } from '../../dashboard/models/address.ts'
import {
  draftsOf,
  exclusionsOf,
  readExclusions,
  withoutDraft,
} from '../../dashboard/models/exclusions.ts'
import {
  anchorAfter,
  anchorOf,
  chosenInView,
  filtersWith,
  funnelInView,
  funnelRequest,
  readSteps,
  shownWithSteps,
  unreadInView,
  usualSteps,
} from '../../dashboard/models/funnel.ts'
import { draftOf, redrafted, stepOf } from '../../dashboard/models/funnel-steps.ts'
import { addThing, funnels, goals } from '../../dashboard/models/things.ts'
import type { App } from '../http/server.ts'
import { open } from './page.ts'
import { answered, startRouter } from './router.ts'

let app: App
beforeAll(async () => {
  app = await startRouter('example.com')
  followAddress()
})
afterAll(() => app.close())
beforeEach(() => open('/sites/example.com/journeys'))

test.each([
  [{ page: '/pricing' }, { kind: 'page', name: '/pricing' }],
  [{ event: 'Signup' }, { kind: 'event', name: 'Signup' }],
  [{ goal: 'Purchase' }, { kind: 'goal', name: 'Purchase' }],
] as const)('%j is edited as %j and becomes itself again', (step, draft) => {
  expect(draftOf(step)).toEqual(draft)
  expect(stepOf(draftOf(step))).toEqual(step)
})

test('conditions of a step outlive its editing', () => {
  const step = { event: 'Buy', where: [['is', 'prop:plan', ['pro']]] } as const
  expect(stepOf(draftOf({ ...step, where: [['is', 'prop:plan', ['pro']]] }))).toEqual(step)
})

test('a step keeps what it was called until it is another', () => {
  const step = { page: '/signup', label: 'Form opened' }
  expect(stepOf(draftOf(step))).toEqual(step)
  expect(stepOf(redrafted(draftOf(step), { name: '/join' }))).toEqual({ page: '/join' })
  expect(stepOf(redrafted(draftOf(step), { without: [] }))).toEqual(step)
})

test.each([
  ['[{"page":"/a"},{"event":"b"}]', [{ page: '/a' }, { event: 'b' }]],
  ['[{"page":"/a"}]', undefined],
  ['[{"page":"/a"},{"nothing":1}]', undefined],
  ['[{"page":', undefined],
  ['{"page":"/a"}', undefined],
  [undefined, undefined],
])('the address %s holds %j', (json, steps) => {
  expect(readSteps(json)).toEqual(steps)
})

test.each([
  ['/pricing', { page: '/pricing' }],
  ['*', { page: '*' }],
  ['Signup', { event: 'Signup' }],
])('%s is %j', (text, anchor) => {
  expect(anchorOf(text)).toEqual(anchor)
})

test('without a definition the way leads from any page to the first goals', async () => {
  expect(usualSteps([])).toBeUndefined()
  expect(usualSteps(['A', 'B', 'C', 'D'])).toEqual([
    { page: '*' },
    { goal: 'A' },
    { goal: 'B' },
    { goal: 'C' },
  ])
  await addThing('example.com', 'goals', {
    name: 'Signup',
    event: 'Signup',
    value: 'none',
    count: 'every',
  })
  goals.ask()
  await answered(goals)
  expect(funnelInView.value?.steps).toEqual([{ page: '*' }, { goal: 'Signup' }])
  expect(funnelRequest.value).toMatchObject({ window: '7d', order: 'ordered', by: 'person' })
})

test('a saved funnel is shown by its id, and what the address says changes a part of it', async () => {
  const steps = [{ page: '/a' }, { event: 'Buy' }]
  const { id } = await addThing('example.com', 'funnels', {
    name: 'Shop',
    steps,
    window: '30d',
    order: 'strict',
  })
  funnels.ask()
  await answered(funnels)
  open(`/sites/example.com/journeys?funnel=${id}`)
  expect(funnelInView.value).toMatchObject({ steps, window: '30d', order: 'strict' })
  open(`/sites/example.com/journeys?funnel=${id}&window=10d`)
  expect(funnelInView.value?.window).toBe('30d')
  open(`/sites/example.com/journeys?funnel=${id}&window=24h`)
  expect(funnelInView.value).toMatchObject({ steps, window: '24h', order: 'strict' })
})

test('a window that a program has chosen stays as it is', async () => {
  const steps = [{ page: '/a' }, { event: 'Buy' }]
  const { id } = await addThing('example.com', 'funnels', { name: 'Slow', steps, window: '10d' })
  open(`/sites/example.com/journeys?funnel=${id}`)
  funnels.ask()
  await answered(funnels)
  expect(funnelRequest.value).toMatchObject({ steps, window: '10d' })
})

const shop = (rest: string) =>
  open(
    `/sites/example.com/journeys?steps=${encodeURIComponent('[{"page":"/a"},{"event":"Buy"}]')}${rest}`,
  )

test.each([
  ['', undefined],
  ['&step=1', { step: 1, state: 'dropped' }],
  ['&step=1&who=reached', { step: 1, state: 'reached' }],
  ['&step=1&who=pending', { step: 1, state: 'pending' }],
  ['&step=1&who=nobody', { step: 1, state: 'dropped' }],
  ['&step=0', { step: 0, state: 'reached' }],
  ['&step=0&who=dropped', { step: 0, state: 'reached' }],
  ['&step=-1', undefined],
  ['&step=x', undefined],
])('the address %s chooses %j', (rest, chosen) => {
  shop(rest)
  expect(chosenInView.value).toEqual(chosen)
})

test('the people of a step go on from the last one that all of them reached', () => {
  shop('')
  expect(anchorAfter({ step: 1, state: 'dropped' })).toBe('/a')
  expect(anchorAfter({ step: 1, state: 'pending' })).toBe('/a')
  expect(anchorAfter({ step: 1, state: 'reached' })).toBe('Buy')
  expect(filtersWith({ step: 1, state: 'reached' })).toMatchObject([
    ['funnel', 'reached', { step: 1, steps: [{ page: '/a' }, { event: 'Buy' }] }],
  ])
  shop('&order=any')
  expect(anchorAfter({ step: 1, state: 'dropped' })).toBeUndefined()
})

test.each([
  ['', []],
  ['&window=24h', []],
  ['&window=0d', ['window']],
  ['&window=91d', ['window']],
])('of the address %s the page says that it cannot show %j', (rest, unread) => {
  shop(rest)
  expect(unreadInView.value).toEqual(unread)
})

test('steps that no funnel has are told of, too', () => {
  open(`/sites/example.com/journeys?steps=${encodeURIComponent('[{"page":"/a"}]')}`)
  expect(unreadInView.value).toEqual(['steps'])
})

const THREE = [{ page: '/a' }, { event: 'Try' }, { event: 'Buy' }]
const REFUNDED = { event: 'Refund', after: 1 }

test('what must not lie after a step moves with it, and stays where the step is taken away', () => {
  const drafts = draftsOf({ steps: THREE, exclude: [REFUNDED] })
  expect(exclusionsOf(drafts)).toEqual([REFUNDED])
  const swapped = [drafts[1], drafts[0], drafts[2]].flatMap((draft) => draft ?? [])
  expect(exclusionsOf(swapped)).toEqual([{ ...REFUNDED, after: 0 }])
  expect(exclusionsOf(withoutDraft(drafts, 1))).toEqual([{ ...REFUNDED, after: 0 }])
  expect(exclusionsOf(withoutDraft(drafts, 0))).toEqual([{ ...REFUNDED, after: 0 }])
  // After the last step nothing lies.
  expect(exclusionsOf(drafts.slice(0, 2))).toEqual([])
})

test.each([
  ['[{"event":"a","after":0}]', [{ event: 'a', after: 0 }]],
  ['[]', []],
  ['[{"event":"a"}]', undefined],
  ['[{"after":0}]', undefined],
  ['[{', undefined],
  [undefined, undefined],
])('the address excludes %s', (json, exclude) => {
  expect(readExclusions(json)).toEqual(exclude)
})

test('a saved funnel keeps what it excludes while the address changes its steps', async () => {
  const saved = { name: 'Kept', steps: THREE, exclude: [REFUNDED] }
  const { id } = await addThing('example.com', 'funnels', saved)
  funnels.ask()
  await answered(funnels)
  const inView = (query: string) => {
    open(`/sites/example.com/journeys?funnel=${id}${query}`)
    return funnelInView.value?.exclude
  }
  const steps = encodeURIComponent(JSON.stringify(THREE.slice(1)))
  const moved = encodeURIComponent('[{"event":"Refund","after":0}]')
  expect(inView('')).toEqual([REFUNDED])
  expect(shownWithSteps().options.exclude).toBe(JSON.stringify([REFUNDED]))
  expect(inView(`&steps=${steps}&exclude=${moved}`)).toEqual([{ ...REFUNDED, after: 0 }])
  expect(inView(`&steps=${steps}`)).toEqual([])
  expect(inView('&order=any')).toEqual([])
})
