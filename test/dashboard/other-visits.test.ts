import './page.ts'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Filter } from '../../collector/settings/filter.ts'
import { followAddress } from '../../dashboard/models/address.ts'
import {
  besideRequest,
  filtersOfOthers,
  isCompared,
  isSegmentGone,
  narrowedBeside,
  offeredOthers,
  otherVisits,
  sides,
  sidesOf,
} from '../../dashboard/models/other-visits.ts'
import { segments } from '../../dashboard/models/things.ts'
import { commonRequest, now } from '../../dashboard/models/view.ts'
import type { App } from '../http/server.ts'
import { open } from './page.ts'
import { startRouter } from './router.ts'

const PHONES: Filter = ['is', 'device', ['mobile']]
const ADS: Filter = ['is', 'channel', ['Paid Search']]
let app: App
let germany: string
let phones: string

beforeAll(async () => {
  app = await startRouter('example.com')
  followAddress()
  open('/sites/example.com')
  const token = await app.token(['admin'])
  const add = async (name: string, filters: Filter[]) => {
    const made = await app.ask('/api/sites/example.com/segments', {
      token,
      body: { name, filters },
    })
    return (await made.json()).id
  }
  germany = await add('Germany', [['is', 'country', ['DE']]])
  phones = await add('Phones', [PHONES])
  segments.ask()
  await vi.waitFor(() => expect(segments.data.value).toHaveLength(2), 10_000)
})
afterAll(() => app.close())

beforeEach(() => {
  now.value = Date.parse('2026-03-15T12:00:00Z')
})

const show = (query: string) => open(`/sites/example.com${query}`)

test.each<[Filter[], 'segment:b' | 'everyone' | 'others', Filter[]]>([
  [[], 'segment:b', [['segment', 'b']]],
  [[['segment', 'a'], ADS], 'segment:b', [ADS, ['segment', 'b']]],
  [[['segment', 'a'], ADS], 'everyone', [ADS]],
  [[ADS, ['segment', 'a']], 'others', [ADS, ['not', ['and', [['segment', 'a']]]]]],
])('of %j held against %s the others are %j', (filters, others, found) => {
  expect(filtersOfOthers(filters, others)).toEqual(found)
})

test('a segment in the address stands beside the visits in view, of the same days', () => {
  show(`?segment=${germany}&channel=Paid+Search&compare=segment:${phones}`)
  expect(besideRequest.value).toEqual({
    period: { from: '2026-02-14', to: '2026-03-15' },
    filters: [['segment', germany], ADS],
    compare_filters: [ADS, ['segment', phones]],
  })
  expect(sides.value).toEqual({ own: 'Germany', others: 'Phones' })
  expect(isCompared.value).toBe(true)
  // Reports that know other days only are asked about none.
  expect(commonRequest.value).not.toHaveProperty('compare')
})

test('what narrows one side narrows the other', () => {
  show(`?compare=segment:${phones}`)
  expect(narrowedBeside([ADS])).toMatchObject({
    filters: [ADS],
    compare_filters: [['segment', phones], ADS],
  })
  show('')
  expect(narrowedBeside([ADS])).toMatchObject({ compare: 'previous', filters: [ADS] })
})

test('of all time there are no days before, and yet other visits', () => {
  show(`?period=all&compare=segment:${phones}`)
  expect(besideRequest.value).toEqual({
    period: 'all',
    filters: [],
    compare_filters: [['segment', phones]],
  })
  expect(sides.value).toEqual({ own: 'All visitors', others: 'Phones' })
})

test('a segment that there is not compares nothing', () => {
  show('?compare=segment:never')
  expect(isSegmentGone.value).toBe(true)
  expect(otherVisits.value).toBeUndefined()
  expect(besideRequest.value).toEqual(commonRequest.value)
  expect(isCompared.value).toBe(false)
})

test('everyone else is offered where somebody is in view', () => {
  show('')
  expect(offeredOthers.value.map(({ name }) => name)).toEqual([
    'Segment: Germany',
    'Segment: Phones',
  ])
  show(`?segment=${germany}`)
  expect(offeredOthers.value.map(({ name }) => name)).toEqual([
    'Segment: Phones',
    'Everyone else',
    'All visitors',
  ])
  show('?compare=others')
  expect(otherVisits.value).toBeUndefined()
})

test('an older answer of other days keeps the words of days', () => {
  show(`?compare=segment:${phones}`)
  const meta = { from: '2026-03-01', to: '2026-03-15' }
  const answer = (from: string, to: string) => ({ meta, compared: { from, to } }) as never
  expect(sidesOf(answer('2026-03-01', '2026-03-15'))?.others).toBe('Phones')
  expect(sidesOf(answer('2026-02-01', '2026-02-15'))).toBeUndefined()
})
