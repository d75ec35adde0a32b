import { expect, test } from 'vitest'
import { classify } from '../../collector/acquisition/classify.ts'
import type { SiteRules } from '../../collector/acquisition/site-rules.ts'
import { taggedVisit } from '../../collector/acquisition/tagged-visit.ts'

const RULES: SiteRules = {
  exclusions: { referrers: [], defaults: true },
  aliases: { source: { fb: 'facebook' }, medium: {}, campaign: {} },
  channels: [{ channel: 'Partners', when: [['is', 'landing_page', ['/partners']]] }],
}

test.each([
  'https://example.com/?utm_source=newsletter&utm_medium=email&utm_campaign=spring',
  'https://example.com/?utm_source=fb&utm_medium=paid_social',
  'https://example.com/?gclid=abc',
  'https://example.com/partners?utm_source=acme&utm_medium=cpc',
  'https://example.com/#utm_source=chatgpt.com',
  'https://example.com/pricing',
  'no address at all',
])('a visit through %s is told as intake tells it', (link) => {
  const site = { domain: 'example.com', hostnames: [] }
  const { warnings: _, ...placed } = classify(link, undefined, site, RULES)
  expect(taggedVisit(link, RULES)).toEqual(placed)
})
