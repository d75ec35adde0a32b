import './page.ts'
import { expect, test } from 'vitest'
import {
  addressesIn,
  type Digest,
  draftOf,
  freshDraft,
  inputOf,
} from '../../dashboard/models/digests.ts'

const DIGEST: Digest = {
  id: 'digest000000',
  to: ['ada@example.com', 'bob@example.com'],
  per: 'week',
  at: '08:30',
  weekday: null,
  timezone: 'Asia/Kathmandu',
  language: 'zh',
  unsubscribed: [],
  next: { at: '2026-11-30T02:45:00Z', from: '2026-11-23', to: '2026-11-29' },
}

test('addresses are what lies between whatever people put between them', () => {
  expect(
    addressesIn(' ada@example.com, bob@example.com;\ncid@example.com，dee@example.com '),
  ).toEqual(['ada@example.com', 'bob@example.com', 'cid@example.com', 'dee@example.com'])
  expect(addressesIn(' \n')).toEqual([])
})

test('what is edited and left as it is stays as it is', () => {
  const { to, per, at, weekday, timezone, language } = DIGEST
  expect(inputOf(draftOf(DIGEST))).toEqual({ to, per, at, weekday, timezone, language })
})

test('a weekday chosen for a weekly digest is none of a daily one', () => {
  const draft = freshDraft('Europe/Berlin', 'en', 'ada@example.com')
  expect(inputOf(draft)).toMatchObject({ per: 'week', weekday: 1, to: ['ada@example.com'] })
  expect(inputOf({ ...draft, per: 'day' })).toMatchObject({ per: 'day', weekday: null })
})
