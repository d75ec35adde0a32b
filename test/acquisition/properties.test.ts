import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHANNELS } from '../../collector/acquisition/channels.ts'
import { classify } from '../../collector/acquisition/classify.ts'
import { campaignKey, visitKey } from '../../collector/acquisition/derive.ts'
import { readLanding } from '../../collector/acquisition/facts.ts'
import { SITE } from './site.ts'

const name = fc.constantFrom(
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'UTM_TERM',
  'amp;utm_source',
  'mtm_cid',
  'ref',
  'source',
  'gclid',
  'fbclid',
  'ScCid',
  'mc_eid',
  'mkt_tok',
  'srsltid',
  'q',
  '',
  '?utm_source',
)
const value = fc.oneof(
  fc.constantFrom(
    'google',
    'CPC',
    '%zz',
    '%E0%A4',
    '+',
    '{campaignid}',
    'jo@ex.org',
    'fb_ads',
    '%F0%9F%98%80',
    '%00',
    'a?b',
    '__CID__',
    '(direct)',
    '(none)',
    'https://www.google.com/',
    '%25',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const query = fc
  .array(fc.tuple(name, value), { maxLength: 6 })
  .map((pairs) => pairs.map(([key, text]) => `${key}=${text}`).join('&'))
const url = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc
    .tuple(fc.constantFrom('?', '#', '#/x?', '??'), query)
    .map(([mark, text]) => `https://example.com/p${mark}${text}`),
)
const referrer = fc.oneof(
  fc.constant(undefined),
  fc.string({ unit: 'binary' }),
  fc.webUrl(),
  fc.domain().map((host) => `https://${host}/`),
  fc.ipV6().map((host) => `http://[${host}]/`),
  fc.ipV4Extended().map((host) => `http://${host}/`),
  fc.string().map((text) => `android-app://${text}`),
)

describe('whatever the URL and the referrer', () => {
  test('classifying never throws, repeats itself, and names a channel of the list', () => {
    fc.assert(
      fc.property(url, referrer, (landing, from) => {
        const found = classify(landing, from, SITE)
        expect(CHANNELS).toContain(found.channel)
        expect(classify(landing, from, SITE)).toEqual(found)
      }),
      { numRuns: 2000 },
    )
  })

  test('a campaign key belongs to tagged landings alone, and every visit has a key', () => {
    fc.assert(
      fc.property(url, referrer, (landing, from) => {
        const { facts } = readLanding(landing, from, SITE)
        expect(campaignKey(facts) !== null).toBe(classify(landing, from, SITE).tagged)
        expect(visitKey(facts)).not.toBe('')
      }),
    )
  })

  test('the kept query reads as the whole URL did, and is kept whole', () => {
    fc.assert(
      fc.property(query, fc.constantFrom('?', '#', '#/x?'), referrer, (text, mark, from) => {
        const whole = `https://example.com/p${mark}${text}`
        const kept = readLanding(whole, from, SITE).query
        const again = `https://example.com/p?${kept}`
        expect(readLanding(again, from, SITE).query).toBe(kept)
        const { source, medium, campaign, term, campaign_id } = classify(whole, from, SITE)
        expect(classify(again, from, SITE)).toMatchObject({
          source,
          medium,
          campaign,
          term,
          campaign_id,
        })
      }),
      { numRuns: 1000 },
    )
  })

  test('nothing that is kept holds an e-mail address', () => {
    const address = fc.emailAddress().filter((text) => !/[&#+%?=/]/.test(text))
    fc.assert(
      fc.property(name, address, (key, text) => {
        const landing = readLanding(`https://example.com/?${key}=${text}`, undefined, SITE)
        expect(JSON.stringify([landing.query, landing.facts, landing.click_id])).not.toContain(text)
      }),
    )
  })
})
