import './page.ts'
import { expect, test } from 'vitest'
import type { DataQualityAnswer } from '../../collector/reports/data-quality.ts'
import { isMended, withAlias, withReferrer, withRule } from '../../dashboard/models/apply-fix.ts'
import { type Fix, findingsOf, type Spoken } from '../../dashboard/models/findings.ts'
import type { Landing } from '../../dashboard/models/landings.ts'
import type { RulesOfSite } from '../../dashboard/models/site-rules.ts'

const QUIET: Spoken = { landings: [], referrers: [] }

/** Visits that came by these tags. */
function landing(value: string, visits = 1): Landing {
  const [source, medium, campaign] = value.split(' / ').map((part) => part || null)
  return { source: source ?? null, medium: medium ?? null, campaign: campaign ?? null, visits }
}

const RULES: RulesOfSite = {
  channels: { rules: [{ channel: 'Partners', when: [['is', 'source', ['acme']]] }] },
  aliases: { source: { fb: 'facebook' }, medium: {}, campaign: {} },
  exclusions: { referrers: [], ips: [], hostnames: [], defaults: true },
}

function answer(part: Partial<DataQualityAnswer> = {}): DataQualityAnswer {
  const none = { malformed_campaigns: [], untagged_paid_clicks: [] }
  return { ...none, ...part } as DataQualityAnswer
}

function fixFor(kind: string, value: string): Fix | undefined {
  const malformed_campaigns = [{ kind, value, count: 1 }]
  const found = findingsOf(answer({ malformed_campaigns }), {
    ...QUIET,
    landings: [landing(value)],
  })
  return found.find((finding) => finding.kind === kind)?.fix
}

test.each<[string, string, Fix]>([
  [
    'unexpanded_macro',
    'google / cpc / {campaignid}',
    { type: 'alias', kind: 'campaign', spelling: '{campaignid}', means: 'unnamed' },
  ],
  ['unexpanded_macro', 'google / cpc / brand', { type: 'link' }],
  [
    'unknown_medium',
    'partner / button-2 / compare',
    { type: 'rule', channel: 'Unassigned', source: 'partner', medium: 'button-2' },
  ],
  [
    'unknown_medium',
    'google / googel / ',
    { type: 'rule', channel: 'Organic Search', source: 'google', medium: 'googel' },
  ],
  [
    'unknown_medium',
    'weekly / emial / june',
    { type: 'alias', kind: 'medium', spelling: 'emial', means: 'email' },
  ],
  [
    'source_equals_medium',
    'email / email / june',
    { type: 'alias', kind: 'source', spelling: 'email', means: 'newsletter' },
  ],
  ['email_value', 'weekly / email / ', { type: 'link' }],
])('%s in "%s" has its fix', (kind, value, fix) => {
  expect(fixFor(kind, value)).toEqual(fix)
})

test('what one fix mends is told once, of however many campaigns', () => {
  const landings = Array.from({ length: 1_000 }, (_, i) => landing(`partner / button / ${i}`, 2))
  landings.push(landing('other / button / 1', 5))
  expect(
    findingsOf(answer(), { ...QUIET, landings }).map(({ value, count }) => [value, count]),
  ).toEqual([
    ['partner / button / …', 2_000],
    ['other / button / 1', 5],
  ])
})

test('a slip of a far commoner source is offered as its alias', () => {
  const landings = [landing('facebook / cpc', 700), landing('facebok / cpc', 57)]
  expect(findingsOf(answer(), { ...QUIET, landings })).toEqual([
    {
      kind: 'misspelt',
      value: 'facebok',
      count: 57,
      fix: { type: 'alias', kind: 'source', spelling: 'facebok', means: 'facebook' },
    },
  ])
})

test.each([
  ['secure.bank.example', true],
  ['pay.example', true],
  ['login.corp.example', true],
  ['payday-news.example', false],
  ['example.com', false],
])('a referrer %s looks like a gateway: %s', (name, found) => {
  const findings = findingsOf(answer(), { ...QUIET, referrers: [{ name, count: 3 }] })
  expect(findings.map(({ kind }) => kind)).toEqual(found ? ['gateway'] : [])
})

test('a fix adds to its sheet and leaves the rest of it alone', () => {
  const alias = { type: 'alias', kind: 'source', spelling: 'facebok', means: 'facebook' } as const
  expect(withAlias(RULES.aliases, alias)).toMatchObject({
    source: { fb: 'facebook', facebok: 'facebook' },
  })
  const rule = { type: 'rule', channel: 'Email', source: 'acme', medium: 'button-2' } as const
  expect(withRule(RULES.channels, rule)).toEqual({
    rules: [
      ...RULES.channels.rules,
      {
        channel: 'Email',
        when: [
          ['is', 'source', ['acme']],
          ['is', 'medium', ['button-2']],
        ],
      },
    ],
  })
  expect(withReferrer(RULES.exclusions, { type: 'exclusion', host: 'pay.example' })).toMatchObject({
    referrers: ['pay.example'],
    defaults: true,
  })
})

test('what the rules mend already is known to be mended', () => {
  const alias: Fix = { type: 'alias', kind: 'source', spelling: 'FB', means: 'facebook' }
  expect(isMended(alias, RULES)).toBe(true)
  expect(isMended({ ...alias, kind: 'medium' }, RULES)).toBe(false)
  const rule = { type: 'rule', channel: 'Email', source: 'acme', medium: 'x' } as const
  expect(isMended(rule, RULES)).toBe(false)
  const mended = { ...RULES, channels: withRule(RULES.channels, rule) }
  expect(isMended(rule, mended)).toBe(true)
  expect(isMended({ ...rule, source: 'other' }, mended)).toBe(false)
})

test('a landing that is wrong in several ways is listed under each', () => {
  const landings = [
    landing('facebook / paid_social / spring', 30),
    landing('facebok / paid_social / spring', 3),
    landing('partner / partner / {name}', 2),
  ]
  const kinds = findingsOf(answer(), { ...QUIET, landings }).map(({ kind }) => kind)
  expect(kinds.toSorted()).toEqual([
    'misspelt',
    'source_equals_medium',
    'unexpanded_macro',
    'unknown_medium',
  ])
})

test('what intake noted of stored tags is not said twice, what it dropped is', () => {
  const malformed_campaigns = [
    { kind: 'unknown_medium', value: 'partner / button-2 / x', count: 2 },
    { kind: 'email_value', value: 'weekly / email / ', count: 1 },
  ]
  const found = findingsOf(answer({ malformed_campaigns }), QUIET)
  expect(found.map(({ kind }) => kind)).toEqual(['email_value'])
})
