import { describe, expect, test } from 'vitest'
import { derive } from '../../collector/acquisition/derive.ts'
import { factsKey, readLanding } from '../../collector/acquisition/facts.ts'
import { NO_RULES } from '../../collector/acquisition/site-rules.ts'
import { TAG_NAMES } from '../../collector/acquisition/tags.ts'
import { arrival, SITE } from './site.ts'

const landing = (url: string, query: string[] = []) =>
  readLanding(
    url.startsWith('?') || url.startsWith('#') ? `https://example.com/${url}` : url,
    undefined,
    {
      ...SITE,
      query,
    },
  )
const tags = (url: string) => landing(url).facts.tags

describe('tags', () => {
  test.each(TAG_NAMES)('utm_%s, and its name in other families', (tag) => {
    for (const family of ['utm', 'UTM', 'mtm', 'pk', 'piwik', 'matomo']) {
      expect(tags(`?${family}_${tag}=Some`)).toEqual({ [tag]: 'Some' })
    }
  })

  test.each([
    ['?mtm_kwd=a', { term: 'a' }],
    ['?pk_keyword=a', { term: 'a' }],
    ['?mtm_cid=a', { id: 'a' }],
    [
      '?hmsr=a&hmpl=b&hmcu=c&hmkw=d&hmci=e',
      { source: 'a', medium: 'b', campaign: 'c', term: 'd', content: 'e' },
    ],
    ['?ref=a&utm_source=b', { source: 'b' }],
    ['?mtm_source=a&utm_source=b', { source: 'b' }],
    ['?campaign=a&content=b&term=c&medium=d', {}],
  ])('%s reads as %o', (query, expected) => {
    expect(tags(query)).toEqual(expected)
  })

  test.each([
    ['?UTM_Source=Google', 'Google', 'a name in any case'],
    ['?x=1&amp;utm_source=google', 'google', 'an amp; left over'],
    ['?x=1&amp;amp;utm_source=google', 'google', 'two of them'],
    ['?utm_source=&utm_source=second', 'second', 'an empty first value'],
    ['?utm_source=first&utm_source=second', 'first', 'two values'],
    ['?utm_source=%20%20&utm_source=b', 'b', 'a value of blanks'],
    ['?utm_source=+a++b%20', 'a b', 'blanks around and within'],
    ['?utm%5Fsource=a', 'a', 'an escaped name'],
    ['?utm_source=caf%C3%A9', 'café', 'UTF-8'],
    ['?utm_source=100%', '100%', 'a lone percent sign'],
    ['?utm_source=%zz%20a', '%zz a', 'a malformed escape'],
    ['?utm_source=%E0%A4%A', '%E0%A4%A', 'a truncated escape'],
    ['?utm_source=a%FFb', 'a%FFb', 'a byte that is no UTF-8'],
    ['?utm_source=%ED%A0%80', '%ED%A0%80', 'an escaped surrogate'],
    ['?utm_source=a=b', 'a=b', 'an equals sign'],
    ['#utm_source=frag', 'frag', 'the fragment'],
    ['#/route?utm_source=frag', 'frag', "a hash router's fragment"],
    ['?page=2#utm_source=frag', 'frag', 'the fragment beside a query without tags'],
    ['?utm_source=query#utm_source=frag', 'query', 'the query before the fragment'],
    ['myapp://open/home?utm_source=app', 'app', 'an app URL'],
    ['/relative?utm_source=rel', 'rel', 'a relative URL'],
    ['http://[broken?utm_source=b', 'b', 'a URL that does not parse'],
  ])('%s has the source %s: %s', (url, source) => {
    expect(tags(url).source).toBe(source)
  })

  test('values that differ in case and blanks only have one key', () => {
    const one = landing('?utm_source=Google&utm_campaign=Summer++Sale').facts
    const two = landing('?utm_campaign=summer%20sale&utm_source=google').facts
    expect(factsKey(one)).toBe(factsKey(two))
    expect(one.tags.campaign).toBe('Summer Sale')
  })
})

describe('a bare ref or source', () => {
  const linked = (query: string, referrer: string | undefined) =>
    readLanding(`https://example.com/${query}`, referrer, SITE)

  test.each([
    ['?ref=producthunt', { source: 'producthunt', medium: 'referral' }],
    ['?source=pwa', { source: 'pwa', medium: 'referral' }],
    ['?ref=a&utm_medium=social', { source: 'a', medium: 'social' }],
    ['?ref=a&gclid=x', { source: 'a' }],
    ['?ref=a&source=b', { source: 'b', medium: 'referral' }],
    ['?ref=a&utm_source=b', { source: 'b' }],
    ['?ref=a#utm_campaign=c', { source: 'a', medium: 'referral' }],
  ])('on a link of another site, %s reads as %o', (query, expected) => {
    expect(linked(query, 'https://www.other.net/').facts.tags).toEqual(expected)
    expect(linked(query, 'android-app://com.slack').facts.tags).toEqual(expected)
  })

  test.each([
    undefined,
    'https://example.com/docs',
    'https://blog.example.com/',
    'http://localhost:3000/',
    'http://192.168.1.5/',
    'https://checkout.stripe.com/c/pay',
    'https://accounts.google.de/',
    'https://example-com.translate.goog/',
  ])('is the site’s own affair when the page before was %s', (referrer) => {
    for (const query of ['?ref=nav', '?source=menu', '?ref=nav&source=menu']) {
      const { facts, query: kept } = linked(query, referrer)
      expect([facts.tags, kept]).toEqual([{}, ''])
    }
    expect(linked('?ref=nav&utm_medium=social', referrer).facts.tags).toEqual({ medium: 'social' })
    expect(linked('?ref=nav#utm_source=a', referrer).facts.tags).toEqual({ source: 'a' })
  })

  test('is kept where the site allows the parameter', () => {
    expect(landing('?ref=nav', ['ref']).query).toBe('ref=nav')
  })
})

describe('characters that nobody sees', () => {
  test.each(['\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF'])(
    '%j is dropped from tags, before, between and after letters',
    (mark) => {
      const unseen = encodeURIComponent(mark)
      const read = tags(`?utm_source=${unseen}em${unseen}ail${unseen}&utm_medium=e-${unseen}mail`)
      expect(read).toEqual({ source: 'email', medium: 'e-mail' })
      expect(tags(`?utm_source=${mark}email`)).toEqual({ source: 'email' })
    },
  )

  test('nor do they make a name unknown, or a value of nothing', () => {
    expect(tags('?%E2%80%8Butm_source=a&utm_medium=%E2%81%A0&utm_medium=b')).toEqual({
      source: 'a',
      medium: 'b',
    })
  })

  test('a visit by such a link has the channel that its words say', () => {
    expect(arrival('?utm_source=news%E2%80%8B&utm_medium=%EF%BB%BFemail')).toMatchObject({
      source: 'news',
      channel: 'Email',
    })
  })

  test('facts that were stored with them read the same as without', () => {
    const facts = { tags: { medium: 'em\u200Bail' }, click_type: null, referrer: null }
    expect(derive(facts, '/', NO_RULES)).toMatchObject({ medium: 'email', channel: 'Email' })
  })
})

describe('warnings', () => {
  test.each([
    ['?utm_campaign={campaignid}', ['unexpanded_macro']],
    ['?utm_campaign={{ad.name}}', ['unexpanded_macro']],
    ['?utm_campaign=__CID__', ['unexpanded_macro']],
    ['?utm_campaign=__CAMPAIGN_NAME__', ['unexpanded_macro']],
    ['?gclid={gclid}', ['unexpanded_macro']],
    ['?utm_campaign=summer__sale__2024', []],
    ['?utm_source=email&utm_medium=Email', ['source_equals_medium']],
    ['?utm_source=a&utm_medium=emial', ['unknown_medium']],
    ['?utm_source=a&utm_medium=email', []],
    ['?utm_source=a&utm_medium=cpc', []],
    ['?utm_source=a&utm_medium=(none)', []],
    ['?a=b?utm_source=a', ['second_question_mark']],
    ['?utm_source=a?utm_medium=cpc', ['second_question_mark']],
    ['?next=/a?b=c', []],
    ['?utm_source=a&utm_term=john%40example.org', ['email_value']],
    ['?utm_source=a&utm_term=john%2540example.org', ['email_value']],
    ['?utm_source=a&utm_term=@john', []],
    ['?page=2', []],
    ['', []],
  ])('%s gives %o', (query, warnings) => {
    expect(landing(`https://example.com/${query}`).warnings).toEqual(warnings)
  })

  test('a value that looks like an e-mail address is dropped, the next one counts', () => {
    expect(tags('?utm_source=jo@ex.org&utm_source=b&utm_term=jo@ex.org')).toEqual({ source: 'b' })
  })
})

describe('the kept query', () => {
  test.each([
    ['?utm_source=Google&page=2&gclid=AbC', 'utm_source=Google&gclid=AbC'],
    ['?q=secret', ''],
    ['?amp;utm_source=a', 'utm_source=a'],
    ['?utm_source=&utm_source=b&utm_source=c', 'utm_source=b'],
    ['?utm_source=jo@ex.org', ''],
    ['#utm_source=frag', 'utm_source=frag'],
    ['#token=abc&utm_source=frag', 'utm_source=frag'],
    ['?utm_campaign=%zz', 'utm_campaign=%zz'],
  ])('%s keeps %s', (query, kept) => {
    expect(landing(query).query).toBe(kept)
  })

  test('parameters the site allows are kept, but no address and no secret', () => {
    const allowed = ['Plan', 'user', 'access_token', 'jwt_like']
    const url = '?plan=pro&user=jo@ex.org&access_token=abc&jwt_like=eyJhbGci.eyJzdWIi.x&other=1'
    expect(landing(url, allowed).query).toBe('plan=pro')
  })
})
