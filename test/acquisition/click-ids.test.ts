import { describe, expect, test } from 'vitest'
import { readLanding } from '../../collector/acquisition/facts.ts'
import { arrival, SITE } from './site.ts'

const landing = (query: string) => readLanding(`https://example.com/${query}`, undefined, SITE)

describe('click ids', () => {
  test.each([
    ['gclid', 'google', 'cpc', 'Paid Search'],
    ['gbraid', 'google', 'cpc', 'Paid Search'],
    ['wbraid', 'google', 'cpc', 'Paid Search'],
    ['gclsrc', 'google', 'cpc', 'Paid Search'],
    ['gad_source', 'google', 'cpc', 'Paid Search'],
    ['dclid', 'dv360', 'display', 'Display'],
    ['msclkid', 'bing', 'cpc', 'Paid Search'],
    ['fbclid', 'facebook', 'social', 'Organic Social'],
    ['igshid', 'instagram', 'social', 'Organic Social'],
    ['igsh', 'instagram', 'social', 'Organic Social'],
    ['ttclid', 'tiktok', 'cpc', 'Paid Social'],
    ['twclid', 'x', 'cpc', 'Paid Social'],
    ['li_fat_id', 'linkedin', 'cpc', 'Paid Social'],
    ['rdt_cid', 'reddit', 'cpc', 'Paid Social'],
    ['ScCid', 'snapchat', 'cpc', 'Paid Social'],
    ['qclid', 'quora', 'cpc', 'Paid Social'],
    ['epik', 'pinterest', 'cpc', 'Paid Social'],
    ['bd_vid', 'baidu', 'cpc', 'Paid Search'],
    ['yclid', 'yandex', 'cpc', 'Paid Search'],
    ['irclickid', 'impact', 'affiliate', 'Affiliates'],
    ['irclid', 'impact', 'affiliate', 'Affiliates'],
    ['awc', 'awin', 'affiliate', 'Affiliates'],
    ['cjevent', 'cj', 'affiliate', 'Affiliates'],
    ['ranSiteID', 'rakuten', 'affiliate', 'Affiliates'],
    ['clickref', 'partnerize', 'affiliate', 'Affiliates'],
    ['sscid', 'shareasale', 'affiliate', 'Affiliates'],
    ['tblci', 'taboola', 'cpc', 'Paid Other'],
    ['dicbo', 'outbrain', 'cpc', 'Paid Other'],
    ['obclid', 'outbrain', 'cpc', 'Paid Other'],
    ['ob_click_id', 'outbrain', 'cpc', 'Paid Other'],
    ['rb_clickid', 'revcontent', 'cpc', 'Paid Other'],
    ['mc_cid', 'mailchimp', 'email', 'Email'],
    ['mc_eid', 'mailchimp', 'email', 'Email'],
    ['_hsenc', 'hubspot', 'email', 'Email'],
    ['_hsmi', 'hubspot', 'email', 'Email'],
    ['mkt_tok', 'marketo', 'email', 'Email'],
    ['_kx', 'klaviyo', 'email', 'Email'],
    ['_ke', 'klaviyo', 'email', 'Email'],
    ['vero_id', 'vero', 'email', 'Email'],
    ['ck_subscriber_id', 'kit', 'email', 'Email'],
    ['ml_subscriber', 'mailerlite', 'email', 'Email'],
    ['bbeml', 'blueshift', 'email', 'Email'],
  ])('%s alone is %s / %s, %s', (type, source, medium, channel) => {
    const found = arrival(`?${type}=Ab-9`)
    expect(found).toMatchObject({ source, medium, channel, click_id: type, tagged: true })
  })

  test('the name is read in any case, the value keeps its own', () => {
    expect(landing('?GCLID=CjwKCAjw').click_id).toEqual({ type: 'gclid', value: 'CjwKCAjw' })
    expect(landing('?sccid=aB').click_id).toEqual({ type: 'ScCid', value: 'aB' })
  })

  test('an empty click id is none', () => {
    expect(arrival('?gclid=').channel).toBe('Direct')
  })

  test('fbclid with an Instagram referrer is Instagram', () => {
    expect(arrival('?fbclid=x', 'https://l.instagram.com/')).toMatchObject({
      source: 'instagram',
      channel: 'Organic Social',
    })
  })

  test('fbclid is paid only when the medium says so', () => {
    expect(arrival('?fbclid=x&utm_medium=paid').channel).toBe('Paid Social')
    expect(arrival('?fbclid=x&utm_source=ig&utm_medium=cpc')).toMatchObject({
      source: 'instagram',
      channel: 'Paid Social',
    })
  })

  test.each([
    ['?ysclid=x', 'https://yandex.ru/', 'Organic Search', 'yandex'],
    ['?srsltid=x', 'https://www.google.com/', 'Organic Search', 'google'],
    ['?ysclid=x', undefined, 'Organic Search', 'yandex'],
    ['?srsltid=x', 'https://forum.example.net/', 'Referral', 'forum.example.net'],
  ])('%s from %s is never paid', (query, referrer, channel, source) => {
    expect(arrival(query, referrer)).toMatchObject({ channel, source, tagged: false })
  })

  test('tags beat the click id field by field, which fills what they leave empty', () => {
    expect(arrival('?gclid=x&utm_source=bing&utm_campaign=Spring')).toMatchObject({
      source: 'bing',
      medium: 'cpc',
      campaign: 'spring',
      channel: 'Paid Search',
    })
    expect(arrival('?msclkid=x&utm_medium=cpm')).toMatchObject({ source: 'bing', medium: 'cpm' })
  })

  test('a click id beats the referrer', () => {
    expect(arrival('?gclid=x', 'https://www.bing.com/').source).toBe('google')
  })

  test('of several the ad platform is read before the link that was shared', () => {
    expect(landing('?fbclid=f&gclid=g').click_id).toEqual({ type: 'gclid', value: 'g' })
    expect(landing('?gad_source=1&gclid=g').click_id?.type).toBe('gclid')
  })
})

describe('what names a person', () => {
  test.each(['mc_eid', '_hsenc', 'mkt_tok', '_kx', '_ke', 'vero_id', 'ck_subscriber_id', 'bbeml'])(
    '%s is never kept',
    (name) => {
      const { click_id, query, facts } = landing(`?${name}=reader-77&utm_campaign=May`)
      expect(click_id).toBeNull()
      expect(query).not.toContain(name)
      expect(JSON.stringify({ query, facts })).not.toContain('reader-77')
    },
  )

  test("a mailing's id is kept, its reader's is not", () => {
    expect(landing('?mc_cid=c1&mc_eid=e1')).toMatchObject({
      click_id: { type: 'mc_cid', value: 'c1' },
      query: 'mc_cid=c1',
    })
  })

  test('the kept query of a dropped id still says email', () => {
    const { query } = landing('?mkt_tok=secret')
    expect(query).toBe('utm_source=marketo&utm_medium=email')
    expect(arrival(`?${query}`)).toMatchObject({ source: 'marketo', channel: 'Email' })
  })
})
