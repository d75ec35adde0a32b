import { afterEach, beforeEach, expect, test } from 'vitest'
import { boxOf } from '../../collector/auth/box.ts'
import { addDigest, DigestInput, replaceDigest } from '../../collector/digests/digests.ts'
import { type TellingRoom, tellDigests } from '../../collector/digests/teller.ts'
import { unsubscribe } from '../../collector/digests/unsubscribed.ts'
import { HOUR, MINUTE } from '../../collector/durations.ts'
import type { Owners } from '../../collector/owners.ts'
import { messagePlace } from '../../collector/sending/enqueue.ts'
import type { Message } from '../../collector/sending/message.ts'
import type { Settings } from '../../collector/settings/tables.ts'
import { type SendingSite, sendingSite } from '../sending/site.ts'
import { facts } from './told.ts'

let on: SendingSite
let asked: string[]
let broken = false

beforeEach(async () => {
  on = await sendingSite()
  asked = []
  broken = false
})
afterEach(() => on.close())

const { stats, usual, quality } = facts()
const ANSWERS: Record<string, unknown> = { stats, usual, 'data-quality': quality }

function room(settings: Settings = on.settings, of: Owners['of'] = () => 'here'): TellingRoom {
  return {
    settings,
    origin: 'https://growth.example',
    owners: { of },
    log: { warn: () => undefined } as unknown as TellingRoom['log'],
    reports: {
      run: async (name) => {
        asked.push(name)
        if (broken) throw new Error('the store does not answer')
        return ANSWERS[name]
      },
    },
  }
}

const NOON = Date.parse('2026-11-23T12:00:00Z')
const at = (iso: string) => Date.parse(iso)
const input = (more: object = {}) =>
  DigestInput.parse({
    to: ['ada@example.com', 'bob@example.com'],
    per: 'day',
    at: '08:00',
    timezone: 'UTC',
    language: 'en',
    ...more,
  })

async function outgoing() {
  const rows = await on.settings.selectFrom('delivery').selectAll().orderBy('key').execute()
  return rows.map(({ id, email, key, message }) => {
    const text = boxOf(on.settings).open(message ?? '', messagePlace(id)) ?? ''
    return { email, key, message: JSON.parse(text) as Message }
  })
}

const keys = async () => (await outgoing()).map(({ key }) => key.replace(/^digest:\w+:/u, ''))

test('each receiver gets one of their own, at the hour, once', async () => {
  await addDigest(on.settings, on.id, input(), NOON)
  await tellDigests(room(), at('2026-11-24T07:59:00Z'))
  expect(await keys()).toEqual([])
  for (const minute of [0, 1, 2]) {
    await tellDigests(room(), at('2026-11-24T08:00:00Z') + minute * MINUTE)
  }
  expect(await keys()).toEqual([
    'day:2026-11-23..2026-11-23:ada@example.com',
    'day:2026-11-23..2026-11-23:bob@example.com',
  ])
  const [ada, bob] = await outgoing()
  expect(ada?.message.title).toBe(bob?.message.title)
  expect(ada?.message.mail?.headers).not.toEqual(bob?.message.mail?.headers)
})

test('two that look at once tell it once', async () => {
  await addDigest(on.settings, on.id, input(), NOON)
  const now = at('2026-11-24T08:00:00Z')
  await Promise.all([tellDigests(room(), now), tellDigests(room(on.beside()), now)])
  expect(await keys()).toHaveLength(2)
})

test('one that ended between storing and noting tells it once all the same', async () => {
  await addDigest(on.settings, on.id, input(), NOON)
  const now = at('2026-11-24T08:00:00Z')
  await tellDigests(room(), now)
  await on.settings.updateTable('digest').set({ told_until: null }).execute()
  await tellDigests(room(), now + HOUR)
  expect(await keys()).toHaveLength(2)
})

test('what was due before it was added is not told', async () => {
  await addDigest(on.settings, on.id, input({ at: '11:59' }), NOON)
  await tellDigests(room(), NOON + MINUTE)
  expect(await keys()).toEqual([])
})

test('another hour on the same day tells no day twice', async () => {
  const { id } = await addDigest(on.settings, on.id, input({ to: ['ada@example.com'] }), NOON)
  await tellDigests(room(), at('2026-11-24T08:00:00Z'))
  await replaceDigest(on.settings, on.id, id, input({ to: ['ada@example.com'], at: '10:00' }))
  await tellDigests(room(), at('2026-11-24T10:00:00Z'))
  expect(await keys()).toHaveLength(1)
  await tellDigests(room(), at('2026-11-25T10:00:00Z'))
  expect(await keys()).toHaveLength(2)
})

test('who left gets none, and without anybody left nothing is asked', async () => {
  await addDigest(on.settings, on.id, input(), NOON)
  const about = { site: on.id, per: 'day' as const }
  await unsubscribe(on.settings, { ...about, email: 'ada@example.com' }, NOON)
  await tellDigests(room(), at('2026-11-24T08:00:00Z'))
  expect((await outgoing()).map(({ email }) => email)).toEqual(['bob@example.com'])
  await unsubscribe(on.settings, { ...about, email: 'bob@example.com' }, NOON)
  asked = []
  await tellDigests(room(), at('2026-11-25T08:00:00Z'))
  expect(asked).toEqual([])
})

test('a report that fails is asked again, until it is too late', async () => {
  await addDigest(on.settings, on.id, input(), NOON)
  broken = true
  await tellDigests(room(), at('2026-11-24T08:00:00Z'))
  expect(await keys()).toEqual([])
  broken = false
  await tellDigests(room(), at('2026-11-24T19:59:00Z'))
  expect(await keys()).toHaveLength(2)
})

test('what the engine does not know whole yet waits until it does', async () => {
  await addDigest(on.settings, on.id, input(), NOON)
  const answers = { ...ANSWERS }
  const behind = (as_of: string) => {
    ANSWERS.stats = { ...stats, meta: { ...stats.meta, as_of } }
  }
  behind('2026-11-23T23:59:59Z')
  await tellDigests(room(), at('2026-11-24T08:00:00Z'))
  expect(await keys()).toEqual([])
  behind('2026-11-24T00:00:00Z')
  await tellDigests(room(), at('2026-11-24T09:00:00Z'))
  expect(await keys()).toHaveLength(2)
  Object.assign(ANSWERS, answers)
})

test('a server that was off for days tells the last one alone', async () => {
  await addDigest(on.settings, on.id, input({ to: ['ada@example.com'] }), NOON)
  await tellDigests(room(), at('2026-11-24T08:00:00Z'))
  await tellDigests(room(), at('2026-11-28T09:30:00Z'))
  expect(await keys()).toEqual([
    'day:2026-11-23..2026-11-23:ada@example.com',
    'day:2026-11-27..2026-11-27:ada@example.com',
  ])
})

test('another collector’s sites are another’s to tell', async () => {
  await addDigest(on.settings, on.id, input(), NOON)
  const elsewhere = () => ({ number: 2, address: null })
  await tellDigests(room(on.settings, elsewhere), at('2026-11-24T08:00:00Z'))
  expect(asked).toEqual([])
})

const languages = async () =>
  (await outgoing()).map(({ message }) => (/[\u4e00-\u9fff]/u.test(message.title) ? 'zh' : 'en'))

test('what two digests say alike is asked once', async () => {
  await addDigest(on.settings, on.id, input({ to: ['ada@example.com'] }), NOON)
  await tellDigests(room(), at('2026-11-24T08:00:00Z'))
  const once = asked.length
  await addDigest(on.settings, on.id, input({ to: ['bob@example.com'] }), NOON)
  await tellDigests(room(), at('2026-11-25T08:00:00Z'))
  expect(await keys()).toHaveLength(3)
  expect(asked).toHaveLength(2 * once)
})

test('a site’s digests take a minute of a round at most, and what fails comes last', async () => {
  const slow = { ...room(), failed: new Set<string>(), clock: () => asked.length * MINUTE }
  const only = { to: ['ada@example.com'] }
  await addDigest(on.settings, on.id, input(only), NOON)
  await addDigest(on.settings, on.id, input({ ...only, language: 'zh' }), NOON + 1)
  broken = true
  await tellDigests(slow, at('2026-11-24T08:00:00Z'))
  expect(asked).toHaveLength(1)
  broken = false
  await tellDigests(slow, at('2026-11-24T08:01:00Z'))
  expect(await languages()).toEqual(['zh'])
  await tellDigests(slow, at('2026-11-24T08:02:00Z'))
  expect((await languages()).toSorted()).toEqual(['en', 'zh'])
  expect(slow.failed.size).toBe(0)
})
