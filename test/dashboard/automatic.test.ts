import './page.ts'
import { expect, test } from 'vitest'
import { followAddress } from '../../dashboard/models/address.ts'
import { ownEventsOnly } from '../../dashboard/models/automatic.ts'
import { open } from './page.ts'

followAddress()

test('a list of events leaves out what the script sends by itself', () => {
  open('/sites/example.com/goals/events')
  expect(ownEventsOnly()).toEqual([
    [
      'is_not',
      'event',
      [
        'pageview',
        'engagement',
        'exposure',
        'outbound',
        'download',
        'form',
        'notfound',
        'identify',
      ],
    ],
  ])
})

test('if it is asked for, only what is no event to be counted is left out', () => {
  open('/sites/example.com/goals/events?automatic=shown')
  expect(ownEventsOnly()).toEqual([['is_not', 'event', ['pageview', 'engagement', 'identify']]])
})

test.each([
  '?event=outbound',
  `?where=${encodeURIComponent('["or",[["is","event",["form"]],["is","channel",["Email"]]]]')}`,
])('with %s it leaves out nothing', (query) => {
  open(`/sites/example.com/goals/events${query}`)
  expect(ownEventsOnly()).toEqual([])
})

test('who did an event may still be asked for without it', () => {
  open('/sites/example.com/goals/events?done.event=outbound')
  expect(ownEventsOnly()).toHaveLength(1)
})
