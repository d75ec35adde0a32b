import { expect, test } from 'vitest'
import type { DoubtKind, Manner, TypedLink } from '../../collector/acquisition/link-doubt.ts'
import { fixedLink, lintLink, withFix } from '../../collector/acquisition/lint-link.ts'

const FREE = { sources: [], media: [], campaigns: [], pattern: null, required: [] }
const MANNER: Manner = {
  names: FREE,
  used: {},
  ownHost: 'shop.example',
  platform: undefined,
  placed: false,
}
const NAMES = { ...FREE, sources: ['facebook', 'newsletter'], media: ['email', 'paid_social'] }

const link = (tags: Partial<TypedLink['tags']> = {}, url = 'shop.example/sale'): TypedLink => ({
  url,
  tags: {
    source: 'newsletter',
    medium: 'email',
    campaign: 'spring',
    content: '',
    term: '',
    ...tags,
  },
})
const said = (typed: TypedLink, manner: Partial<Manner> = {}) =>
  lintLink(typed, { ...MANNER, ...manner }).map(({ field, kind, fixed }) => [field, kind, fixed])

test('a clean link has nothing to point out, and an empty one neither', () => {
  expect(lintLink(link(), MANNER)).toEqual([])
  const empty = { source: '', medium: '', campaign: '' }
  expect(lintLink(link(empty, ''), { ...MANNER, names: { ...FREE, required: ['term'] } })).toEqual(
    [],
  )
})

test.each<[DoubtKind, TypedLink, string | undefined]>([
  ['address', link({}, 'mailto:a@b.example'), undefined],
  ['tagged', link({}, 'shop.example/?a=1&utm_campaign=x'), 'https://shop.example/?a=1'],
  ['uppercase', link({ source: 'Newsletter' }), 'newsletter'],
  ['spaces', link({ campaign: 'spring  sale ' }), 'spring_sale'],
  ['macro', link({ campaign: '{weather}' }), undefined],
  ['elsewhere', link({ campaign: '{{ad.name}}' }), undefined],
  ['email', link({ content: 'ann@example.com' }), ''],
  ['email', link({ source: 'ann@example.com' }), undefined],
  ['medium', link({ medium: 'banana' }), undefined],
  ['medium', link({ medium: 'referal' }), 'referral'],
  ['same', link({ source: 'email' }), undefined],
  ['missing', link({ medium: '' }), undefined],
  ['internal', link({ source: 'www.shop.example' }), undefined],
  ['internal', link({ medium: 'on-site' }), undefined],
])('%s is pointed out, with what would be right', (kind, typed, fixed) => {
  expect(lintLink(typed, MANNER).find((doubt) => doubt.kind === kind)?.fixed).toBe(fixed)
  expect(lintLink(typed, MANNER).map((doubt) => doubt.kind)).toContain(kind)
})

test.each<[string, Partial<TypedLink['tags']>, unknown[][]]>([
  ['a slip of a word in the list', { source: 'faceboook' }, [['source', 'misspelt', 'facebook']]],
  ['a word that is in no list', { source: 'partner' }, [['source', 'unlisted', undefined]]],
  ['a listed word in capitals', { source: 'Facebook' }, [['source', 'uppercase', 'facebook']]],
  // It is in no channel either, for the same reason.
  ['a slip of a medium', { medium: 'emial' }, [['medium', 'misspelt', 'email']]],
])('%s is held against the site’s own', (_, tags, found) => {
  expect(said(link(tags), { names: NAMES })).toEqual(found)
})

test('a word that the list itself writes in capitals or with a space is right so', () => {
  const names = { ...FREE, sources: ['Die Zeit'] }
  expect(said(link({ source: 'Die Zeit' }), { names })).toEqual([])
})

test('without a list, a name is held against those that visits come under', () => {
  const used = {
    source: [
      { name: 'newsletter', count: 90 },
      { name: 'newslettr', count: 2 },
    ],
  }
  expect(said(link({ source: 'newslettr' }), { used })).toEqual([
    ['source', 'misspelt', 'newsletter'],
  ])
  expect(said(link({ source: 'partner' }), { used })).toEqual([])
})

test('a campaign keeps to the pattern, whatever its capitals; a macro cannot be told', () => {
  const names = { ...FREE, pattern: 'de-*-2026' }
  expect(said(link({ campaign: 'de-spring-2026' }), { names })).toEqual([])
  expect(said(link(), { names })).toEqual([['campaign', 'pattern', undefined]])
  expect(said(link({ campaign: '{campaignid}' }), { names, platform: 'google' })).toEqual([])
})

test('what every link must have is missed, and a platform’s macro will do', () => {
  const names = { ...FREE, required: ['content' as const] }
  expect(said(link(), { names })).toEqual([['content', 'absent', undefined]])
  expect(said(link(), { names, platform: 'google' })).toEqual([['content', 'absent', '{creative}']])
})

test('a platform fills its own macros in, and those of others go out as they stand', () => {
  const google = { platform: 'google' } as const
  expect(said(link({ campaign: '{campaignid}_{ifmobile:m}' }), google)).toEqual([])
  expect(said(link({ campaign: '{campaign_id}' }), google)).toEqual([
    ['campaign', 'macro', '{campaignid}'],
  ])
  expect(said(link({ campaign: '__CAMPAIGN_NAME__' }), google)).toEqual([
    ['campaign', 'elsewhere', undefined],
  ])
  expect(said(link({ campaign: '{{campaign.name}}' }), { platform: 'meta' })).toEqual([])
})

test('the capitals of a macro are the platform’s, those around it are not', () => {
  const [doubt] = lintLink(link({ campaign: 'Sale __CAMPAIGN_NAME__' }), {
    ...MANNER,
    platform: 'tiktok',
  })
  expect(doubt).toMatchObject({ kind: 'spaces', fixed: 'Sale___CAMPAIGN_NAME__' })
})

test('a medium that a rule of the site takes is in a channel', () => {
  expect(said(link({ medium: 'banana' }), { placed: true })).toEqual([])
})

test('all doubts of a link are told at once, in the order of its fields', () => {
  const typed = link({ source: 'Face Book', medium: '', campaign: '{weather}' }, 'nowhere')
  expect(lintLink(typed, MANNER).map(({ field, kind }) => `${field} ${kind}`)).toEqual([
    'url address',
    'source spaces',
    'source uppercase',
    'medium missing',
    'campaign macro',
  ])
})

test('one fix changes one field, and all fixes leave nothing that has one', () => {
  const typed = link({ source: 'FaceBok', campaign: 'Spring Sale' }, 'shop.example/?utm_term=x')
  const manner = () => ({ ...MANNER, names: NAMES })
  const [first] = lintLink(typed, manner())
  expect(withFix(typed, first ?? { field: 'url', kind: 'tagged' }).url).toBe(
    'https://shop.example/',
  )
  const fixed = fixedLink(typed, manner)
  expect(fixed).toEqual(
    link({ source: 'facebook', campaign: 'spring_sale' }, 'https://shop.example/'),
  )
  expect(lintLink(fixed, manner())).toEqual([])
  expect(fixedLink(fixed, manner)).toBe(fixed)
})
