import './page.ts'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { MemberInput } from '../../collector/auth/members.ts'
import { LEAST_PASSWORD, LEAST_SHARE_PASSWORD } from '../../collector/auth/password-length.ts'
import { ShareInput } from '../../collector/auth/shares.ts'
import { Password } from '../../collector/auth/users.ts'
import { KnownUntil } from '../../collector/known-until.ts'
import { unknownName } from '../../collector/nearest.ts'
import { PostgresAddress } from '../../collector/postgres-address.ts'
import { AnnotationInput } from '../../collector/settings/annotations.ts'
import { ChannelRules } from '../../collector/settings/channels.ts'
import { Exclusions } from '../../collector/settings/exclusions.ts'
import { GoalInput } from '../../collector/settings/goals.ts'
import { LinkInput } from '../../collector/settings/links.ts'
import { sharedSettings } from '../../collector/settings/postgres/open.ts'
import { RateRows } from '../../collector/settings/rates.ts'
import { SegmentInput } from '../../collector/settings/segments.ts'
import { SiteChange } from '../../collector/settings/sites.ts'
import { Problem } from '../../dashboard/api.ts'
import { comesBack } from '../../dashboard/models/again.ts'
import { countsMeanwhile } from '../../dashboard/refusals.ts'
import { refusals } from '../../dashboard/texts/en/refusals.ts'
import { refusalText } from '../../dashboard/usual-refusals.ts'

const LINK = { url: 'https://example.com', source: 'a', medium: 'b', campaign: 'c' }

/** What the form says of the only thing that is wrong with the body. */
function said(schema: z.ZodType, body: unknown): string {
  const { error } = schema.safeParse(body)
  return refusalText(error?.issues[0]?.message ?? '', refusals)
}

test.each<[string, z.ZodType, unknown, string]>([
  ['a name of blanks', GoalInput, { name: ' ', event: 'Buy' }, refusals.required],
  ['no name', SegmentInput, { filters: [['is', 'source', ['a']]] }, refusals.required],
  ['a long name', GoalInput, { name: 'x'.repeat(121), event: 'Buy' }, refusals.longest('120')],
  ['a short pause', SiteChange, { visit_timeout_minutes: 4 }, refusals.least('5')],
  ['a long pause', SiteChange, { visit_timeout_minutes: 241 }, refusals.most('240')],
  ['half a day', SiteChange, { retention_days: 1.5 }, refusals.whole],
  ['no number', SiteChange, { visit_timeout_minutes: null }, refusals.number],
  ['no host', SiteChange, { hostnames: ['a b'] }, refusals.quoted('a b', refusals.host)],
  ['no range', Exclusions, { ips: ['10.0.0.0/99'] }, refusals.range],
  ['no referrer', Exclusions, { referrers: ['a b'] }, refusals.quoted('a b', refusals.host)],
  ['no date', AnnotationInput, { day: '2026-13-01', text: 'a' }, refusals.date],
  ['no end', ShareInput, { name: 'a', expires_at: 'soon' }, refusals.date],
  [
    'no worth',
    RateRows,
    { rows: [{ day: '2026-01-01', currency: 'EUR', rate: 0 }] },
    'More than 0.',
  ],
  [
    'no rate',
    RateRows,
    { rows: [{ day: '2026-01-01', currency: 'EUR', rate: null }] },
    refusals.number,
  ],
  ['no address', LinkInput, { ...LINK, url: 'ftp://example.com' }, refusals.address],
  ['no slug', LinkInput, { ...LINK, slug: 'a b' }, refusals.slug],
  ['a reserved slug', LinkInput, { ...LINK, slug: 'api' }, refusals.reserved],
  ['no e-mail', MemberInput, { email: 'ann', role: 'viewer' }, refusals.email],
  [
    'a rule without conditions',
    ChannelRules,
    { rules: [{ channel: 'a', when: [] }] },
    refusals.some,
  ],
  [
    'a condition without values',
    ChannelRules,
    { rules: [{ channel: 'a', when: [['is', 'source', []]] }] },
    refusals.required,
  ],
  ['a short password', Password, 'x'.repeat(LEAST_PASSWORD - 1), refusals.shortest('10')],
  [
    'a short password of a link',
    ShareInput,
    { name: 'a', password: 'x'.repeat(LEAST_SHARE_PASSWORD - 1) },
    refusals.shortest('8'),
  ],
])('%s is refused in words', (_, schema, body, words) => {
  expect(said(schema, body)).toBe(words)
})

test.each([
  ['there is already a goal "Signup"', refusals.taken],
  ['the slug "spring" is taken; slugs are the same for all sites of this server', refusals.taken],
  ['segment "Social" is used by shared link "For Ann"', refusals.used('Social', 'For Ann')],
  ['lies in the past', refusals.past],
  ['something nobody thought of', 'something nobody thought of'],
])('%s', (message, words) => {
  expect(refusalText(message, refusals)).toBe(words)
})

test.each([
  [unknownName('event', 'Sigup', ['Signup']), refusals.unknown('Sigup', 'Signup')],
  [unknownName('funnel', 'x', []), refusals.none('x')],
  ['steps: a funnel has 2 to 12 steps', refusals.steps('2', '12')],
  ['a path has a start or an end to be read from; leave one of them out', refusals.ends],
  [
    'nobody came first in this period whose day 55 has passed; ask for an earlier period or a smaller day_to',
    refusals.nobody('55'),
  ],
  ['by: an attempt begins with step 0, so step 2 cannot be the same', refusals.again('3')],
  ['funnel "A": step: the funnel\'s steps are 0 to 1', refusals.noStep('2')],
  ['funnel "A" is used by segment "B": step: too far', refusals.used('A', 'B')],
])('what a report refuses is told: %s', (message, told) => {
  expect(refusalText(message, refusals)).toBe(told)
})

test('settings that do not answer are told of, asked for again, and no reason to fear for events', async () => {
  const address = PostgresAddress.parse('postgres://nobody@127.0.0.1:1/settings')
  if (!address) throw new Error('this is an address')
  const away = sharedSettings(address)
  const refused = await away.settings.selectFrom('site').selectAll().execute().catch(String)
  await away.close()
  const detail = String(refused).replace(/^\w+: /u, '')
  expect(refusalText(detail, refusals)).toBe(refusals.settings)
  const problem = new Problem({ status: 503, title: '', detail })
  expect([comesBack(problem), countsMeanwhile(problem)]).toEqual([true, true])
  expect(countsMeanwhile(new Problem({ status: 503, title: '' }))).toBe(false)
})

test('reports that are behind say until when they know', () => {
  const { message } = new KnownUntil(Date.parse('2026-11-30T09:59:59.999Z'))
  expect(refusalText(message, refusals)).toBe(refusals.knownUntil('2026-11-30 09:59 UTC'))
})
