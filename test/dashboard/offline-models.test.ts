import './page.ts'
import { afterEach, expect, test } from 'vitest'
import {
  changeOffline,
  isLastExport,
  type OfflineExport,
  offlineAsked,
} from '../../dashboard/models/offline.ts'

const START = offlineAsked.peek()
afterEach(() => {
  offlineAsked.value = START
})

const file = (id: string, platform: string, goal: string): OfflineExport => ({
  ...{ id, platform, kind: 'conversions', goal: { id: goal, name: goal }, name: goal },
  ...{ days: ['2026-03-01', '2026-03-31'], rows: 1, at: '2026-04-01T00:00:00Z' },
})

test('a platform that takes no refunds is asked for conversions', () => {
  changeOffline({ kind: 'adjustments' })
  expect(offlineAsked.value.kind).toBe('adjustments')
  changeOffline({ platform: 'meta' })
  expect(offlineAsked.value).toMatchObject({ platform: 'meta', kind: 'conversions' })
})

test('of the files of a goal and platform the newest alone can be taken back', () => {
  const all = [file('3', 'google', 'a'), file('2', 'meta', 'a'), file('1', 'google', 'a')]
  expect(all.map((one) => isLastExport(one, all))).toEqual([true, true, false])
})
