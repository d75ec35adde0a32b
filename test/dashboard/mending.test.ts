import './page.ts'
import { expect, test } from 'vitest'
import type { DataQualityAnswer } from '../../collector/reports/data-quality.ts'
import {
  applyFix,
  isMended,
  type SheetFix,
  withAlias,
  withReferrer,
  withRule,
} from '../../dashboard/models/apply-fix.ts'
import { type RulesOfSite, takeBackSheet } from '../../dashboard/models/site-rules.ts'
import { countedShare, rejectionsOf } from '../../dashboard/views/quality/rejections.ts'
import { answeredBy } from './page.ts'

const RULES: RulesOfSite = {
  channels: { rules: [{ channel: 'Partners', when: [['is', 'source', ['acme']]] }] },
  aliases: { source: { fb: 'facebook' }, medium: {}, campaign: {} },
  exclusions: { referrers: ['pay.example'], ips: ['203.0.113.7'], hostnames: [], defaults: true },
}
const ALIAS = { type: 'alias', kind: 'source', spelling: 'Facebok', means: 'facebook' } as const
const RULE = { type: 'rule', channel: 'Email', source: 'crm', medium: 'letter' } as const
const HOST = { type: 'exclusion', host: 'login.example' } as const

test('an alias joins those there are, of its own kind', () => {
  expect(withAlias(RULES.aliases, ALIAS)).toEqual({
    source: { fb: 'facebook', Facebok: 'facebook' },
    medium: {},
    campaign: {},
  })
})

test('a rule comes last: those that were there keep their say', () => {
  expect(withRule(RULES.channels, RULE)).toEqual({
    rules: [
      { channel: 'Partners', when: [['is', 'source', ['acme']]] },
      {
        channel: 'Email',
        when: [
          ['is', 'source', ['crm']],
          ['is', 'medium', ['letter']],
        ],
      },
    ],
  })
})

test('without a source a rule is about the medium alone', () => {
  const fix = { type: 'rule', channel: 'Email', source: '', medium: 'letter' } as const
  expect(withRule({ rules: [] }, fix).rules).toEqual([
    { channel: 'Email', when: [['is', 'medium', ['letter']]] },
  ])
})

test('a host is left out beside those that are, once', () => {
  expect(withReferrer(RULES.exclusions, HOST)).toEqual({
    ...RULES.exclusions,
    referrers: ['pay.example', 'login.example'],
  })
  const again = { type: 'exclusion', host: 'pay.example' } as const
  expect(withReferrer(RULES.exclusions, again)).toEqual(RULES.exclusions)
})

test('what is mended where the link is made is open here', () => {
  expect(isMended({ type: 'link' }, RULES)).toBe(false)
})

test.each<[string, SheetFix]>([
  ['an alias', ALIAS],
  ['a rule', RULE],
  ['a rule without a source', { type: 'rule', channel: 'Email', source: '', medium: 'letter' }],
  ['a host', HOST],
])(
  '%s is open before it is applied, done after, and open again when it is taken back',
  async (_, fix) => {
    let stored = RULES
    answeredBy(async (request) => {
      const sheet = new URL(request.url).pathname.split('/').at(-1) as keyof RulesOfSite
      if (request.method === 'PUT') stored = { ...stored, [sheet]: await request.json() }
      return Response.json(stored[sheet])
    })
    expect(isMended(fix, RULES)).toBe(false)
    const change = await applyFix('example.com', fix)
    expect(isMended(fix, stored)).toBe(true)
    await takeBackSheet('example.com', change)
    expect(stored).toEqual(RULES)
  },
)

test('a spelling is known in any case, but as another kind it is not', () => {
  expect(isMended({ type: 'alias', kind: 'source', spelling: 'FB', means: 'x' }, RULES)).toBe(true)
  expect(isMended({ type: 'alias', kind: 'medium', spelling: 'fb', means: 'x' }, RULES)).toBe(false)
})

test('a rule for the medium of another source does not mend this one', () => {
  const rules: RulesOfSite = {
    ...RULES,
    channels: {
      rules: [
        {
          channel: 'Email',
          when: [
            ['is', 'source', ['other']],
            ['is', 'medium', ['letter']],
          ],
        },
        { channel: 'Email', when: [['is', 'source', ['crm']]] },
      ],
    },
  }
  expect(isMended(RULE, rules)).toBe(false)
})

const META: DataQualityAnswer['meta'] = {
  from: '2026-02-27',
  to: '2026-03-02',
  timezone: 'UTC',
  currency: 'USD',
  data_from: null,
  partial: false,
  unconverted: [],
  warnings: [],
}

test('what was not counted is told by reason, the most frequent first, a number for each day', () => {
  const found = rejectionsOf({
    meta: META,
    rejected: [
      { date: '2026-02-27', reason: 'bot', count: 2 },
      { date: '2026-03-01', reason: 'bot', count: 1 },
      { date: '2026-03-02', reason: 'hostname', count: 9 },
    ],
    rejected_totals: [
      { reason: 'bot', count: 3 },
      { reason: 'hostname', count: 9 },
    ],
  })
  expect(found).toEqual([
    { reason: 'hostname', count: 9, course: [0, 0, 0, 9] },
    { reason: 'bot', count: 3, course: [2, 0, 1, 0] },
  ])
})

test('the headline is what was counted of what arrived, and none where nothing did', () => {
  const rejected_totals = [
    { reason: 'bot', count: 2 },
    { reason: 'hostname', count: 1 },
  ]
  expect(countedShare({ accepted: 997, rejected_totals })).toBe(0.997)
  expect(countedShare({ accepted: 0, rejected_totals: [] })).toBeUndefined()
})
