import { describe, expect, test } from 'vitest'
import { classify } from '../../collector/acquisition/classify.ts'
import { passes, type RuleFilter } from '../../collector/acquisition/rules.ts'
import { NO_RULES } from '../../collector/acquisition/site-rules.ts'
import { arrival, SITE } from './site.ts'

const aliases = (kind: 'source' | 'medium' | 'campaign', entries: Record<string, string>) => ({
  aliases: { source: {}, medium: {}, campaign: {}, [kind]: entries },
})

describe('aliases', () => {
  test('come before the table, so that a name may join a known source', () => {
    const rules = aliases('source', { 'My FB Page': 'facebook' })
    expect(arrival('?utm_source=my%20fb%20page', undefined, rules)).toMatchObject({
      source: 'facebook',
      channel: 'Organic Social',
    })
  })

  test('rename what the table names, and the class goes along', () => {
    const rules = aliases('source', { facebook: 'Meta Platforms' })
    for (const found of [
      arrival('?utm_source=fb', undefined, rules),
      arrival('', 'https://l.facebook.com/', rules),
    ]) {
      expect(found).toMatchObject({ source: 'meta platforms', channel: 'Organic Social' })
      expect(found.spelling.source).toBe('Meta Platforms')
    }
  })

  test('may name the host of a referrer', () => {
    const rules = aliases('source', { 'blog.partner.net': 'Partner' })
    expect(arrival('', 'https://blog.partner.net/', rules)).toMatchObject({
      source: 'partner',
      medium: 'referral',
      referrer: 'blog.partner.net',
    })
  })

  test('mend a misspelt medium before the channel is chosen', () => {
    const rules = aliases('medium', { Emial: 'email' })
    expect(arrival('?utm_source=a&utm_medium=EMIAL', undefined, rules)).toMatchObject({
      medium: 'email',
      channel: 'Email',
    })
  })

  test('join campaigns', () => {
    const rules = aliases('campaign', { 'smr-sale': 'Summer Shopping' })
    expect(arrival('?utm_source=a&utm_campaign=SMR-Sale', undefined, rules)).toMatchObject({
      campaign: 'summer shopping',
      channel: 'Organic Shopping',
    })
  })
})

describe('exclusions', () => {
  test('hold on label boundaries, also as people enter them', () => {
    const exclusions = { referrers: ['https://www.Pay.example.net/'], defaults: true }
    const from = (host: string) => arrival('', `https://${host}/`, { exclusions }).channel
    expect(from('pay.example.net')).toBe('Direct')
    expect(from('eu.pay.example.net')).toBe('Direct')
    expect(from('notpay.example.net')).toBe('Referral')
    expect(from('example.net')).toBe('Referral')
  })

  test('leave tags alone', () => {
    expect(arrival('?utm_source=paypal&utm_medium=email', 'https://www.paypal.com/')).toMatchObject(
      {
        source: 'paypal',
        referrer: null,
        channel: 'Email',
      },
    )
  })
})

describe("the site's own channels", () => {
  const first = (when: RuleFilter[], query: string, referrer?: string) =>
    arrival(query, referrer, { channels: [{ channel: 'Ours', when }] }).channel

  test.each<[RuleFilter[], string, string | undefined, boolean]>([
    [[['is', 'source', ['Partner', 'other']]], '?utm_source=PARTNER', undefined, true],
    [[['is', 'source', ['partner']]], '?utm_source=partners', undefined, false],
    [[['is_not', 'medium', ['email']]], '?utm_source=a&utm_medium=sms', undefined, true],
    [[['is_not', 'medium', ['email', 'sms']]], '?utm_source=a&utm_medium=sms', undefined, false],
    [[['contains', 'campaign', ['brand']]], '?utm_campaign=DE-Brand-1', undefined, true],
    [[['not_contains', 'campaign', ['brand']]], '?utm_source=a', undefined, true],
    [[['matches', 'campaign', ['de-*-1']]], '?utm_campaign=DE-Brand-1', undefined, true],
    [[['matches', 'campaign', ['brand']]], '?utm_campaign=DE-Brand-1', undefined, false],
    [[['is', 'click_id', ['gclid']]], '?gclid=x', undefined, true],
    [[['is', 'referrer', ['blog.example.net']]], '', 'https://blog.example.net/x', true],
    [[['is', 'landing_page', ['/']]], '', undefined, true],
    [[['is', 'campaign', [null]]], '?utm_source=a', undefined, true],
    [[['is', 'campaign', [2026, true]]], '?utm_campaign=2026', undefined, true],
    [[['contains', 'campaign', [26]]], '?utm_campaign=2026', undefined, true],
    [[['matches', 'landing_page', [7]]], '?utm_campaign=7', undefined, false],
    [[['not', ['is', 'source', ['a']]]], '?utm_source=b', undefined, true],
    [
      [
        [
          'or',
          [
            ['is', 'source', ['a']],
            ['is', 'source', ['b']],
          ],
        ],
      ],
      '?utm_source=b',
      undefined,
      true,
    ],
    [
      [
        [
          'and',
          [
            ['is', 'source', ['a']],
            ['is', 'medium', ['b']],
          ],
        ],
      ],
      '?utm_source=a',
      undefined,
      false,
    ],
    [
      [
        ['is', 'source', ['a']],
        ['is', 'medium', ['b']],
      ],
      '?utm_source=a&utm_medium=b',
      undefined,
      true,
    ],
  ])('%j on %s from %s', (when, query, referrer, holds) => {
    expect(first(when, query, referrer) === 'Ours').toBe(holds)
  })

  test('come before the default rules, the first that matches wins', () => {
    const channels = [
      { channel: 'Brand', when: [['contains', 'campaign', ['brand']] as const] },
      { channel: 'Google', when: [['is', 'source', ['google']] as const] },
    ]
    expect(arrival('?gclid=x&utm_campaign=brand', undefined, { channels }).channel).toBe('Brand')
    expect(arrival('?gclid=x', undefined, { channels }).channel).toBe('Google')
    expect(arrival('?msclkid=x', undefined, { channels }).channel).toBe('Paid Search')
  })

  test('may look at the landing page', () => {
    const channels = [{ channel: 'App', when: [['matches', 'landing_page', ['/app/*']] as const] }]
    const rules = { ...NO_RULES, channels }
    expect(classify('https://example.com/app/x?q=1', undefined, SITE, rules).channel).toBe('App')
    expect(classify('https://example.com/', undefined, SITE, rules).channel).toBe('Direct')
  })

  test('an absent value is not, and does not contain, any text', () => {
    const nothing = {
      source: null,
      medium: null,
      campaign: null,
      referrer: null,
      click_id: null,
      landing_page: null,
    }
    expect(passes(['is', 'source', ['']], nothing)).toBe(false)
    expect(passes(['is_not', 'source', ['a']], nothing)).toBe(true)
    expect(passes(['contains', 'source', ['']], nothing)).toBe(false)
    expect(passes(['matches', 'source', ['*']], nothing)).toBe(false)
  })
})
