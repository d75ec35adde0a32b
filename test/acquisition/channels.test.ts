import { describe, expect, test } from 'vitest'
import { arrival } from './site.ts'

/** `source/medium/campaign` as a tagged query. */
function tagged(slashed: string): string {
  const [source = '', medium = '', campaign = ''] = slashed.split('/')
  return `?utm_source=${source}&utm_medium=${medium}&utm_campaign=${campaign}`
}

describe('default rules', () => {
  test.each([
    ['(direct)/(none)', 'Direct'],
    ['(direct)/(not set)', 'Direct'],
    ['(direct)/', 'Direct'],
    ['(Direct)/(None)', 'Direct'],
    ['(direct)/email', 'Email'],
    ['google/cpc/cross-network', 'Cross-network'],
    ['google/cpc/Sale Cross-Network 1', 'Cross-network'],
    ['google/cpc/summer-shop', 'Paid Shopping'],
    ['google/cpc/shopping', 'Paid Shopping'],
    ['google/cpc/eshop', 'Paid Shopping'],
    ['google/cpc/workshop', 'Paid Search'],
    ['google/cpc/bishop', 'Paid Search'],
    ['amazon/cpc', 'Paid Shopping'],
    ['google/cpc', 'Paid Search'],
    ['google/cpm', 'Paid Search'],
    ['google/ppc', 'Paid Search'],
    ['google/retargeting', 'Paid Search'],
    ['bing/PaidSearch', 'Paid Search'],
    ['yandex/cpa', 'Paid Search'],
    ['baidu/ecpc', 'Paid Search'],
    ['facebook/cpc', 'Paid Social'],
    ['facebook/paid_social', 'Paid Social'],
    ['facebook/paid social', 'Paid Social'],
    ['tiktok/cpm', 'Paid Social'],
    ['youtube/cpv', 'Paid Video'],
    ['youtube/paid', 'Paid Video'],
    ['example.org/display', 'Display'],
    ['example.org/banner', 'Display'],
    ['example.org/expandable', 'Display'],
    ['example.org/interstitial', 'Display'],
    ['google/display', 'Display'],
    ['facebook/banner', 'Display'],
    ['example.org/cpm', 'Display'],
    ['example.org/cpc', 'Paid Other'],
    ['taboola/ppc', 'Paid Other'],
    ['chatgpt/cpc', 'Paid Other'],
    ['gmail/cpc', 'Paid Other'],
    ['example.org/retargeting', 'Paid Other'],
    ['ebay/referral', 'Organic Shopping'],
    ['news/email/shop', 'Organic Shopping'],
    ['news/email/the-shop', 'Organic Shopping'],
    ['facebook/referral', 'Organic Social'],
    ['facebook/organic', 'Organic Social'],
    ['example.org/social', 'Organic Social'],
    ['example.org/social-network', 'Organic Social'],
    ['example.org/social-media', 'Organic Social'],
    ['example.org/sm', 'Organic Social'],
    ['example.org/social network', 'Organic Social'],
    ['example.org/Social Media', 'Organic Social'],
    ['youtube/referral', 'Organic Video'],
    ['example.org/in-video-link', 'Organic Video'],
    ['chatgpt.com/', 'AI Assistant'],
    ['chatgpt/referral', 'AI Assistant'],
    ['example.org/ai-assistant', 'AI Assistant'],
    ['google/', 'Organic Search'],
    ['google/organic', 'Organic Search'],
    ['example.org/organic', 'Organic Search'],
    ['example.org/referral', 'Referral'],
    ['example.org/app', 'Referral'],
    ['example.org/link', 'Referral'],
    ['newsletter/link', 'Referral'],
    ['example.org/email', 'Email'],
    ['example.org/e-mail', 'Email'],
    ['example.org/e_mail', 'Email'],
    ['example.org/e mail', 'Email'],
    ['example.org/newsletter', 'Email'],
    ['newsletter/', 'Email'],
    ['email/march', 'Email'],
    ['e-mail/march', 'Email'],
    ['gmail/march', 'Email'],
    ['example.org/affiliate', 'Affiliates'],
    ['example.org/affiliates', 'Affiliates'],
    ['example.org/audio', 'Audio'],
    ['example.org/sms', 'SMS'],
    ['sms/march', 'SMS'],
    ['example.org/web-push', 'Mobile Push Notifications'],
    ['example.org/mobile-app', 'Mobile Push Notifications'],
    ['example.org/notifications', 'Mobile Push Notifications'],
    ['firebase/march', 'Mobile Push Notifications'],
    ['example.org/emial', 'Unassigned'],
    ['example.org/', 'Unassigned'],
    ['//march', 'Unassigned'],
  ])('%s is %s', (slashed, channel) => {
    expect(arrival(tagged(slashed)).channel).toBe(channel)
  })

  test('a link that says it is direct is believed, whatever the referrer', () => {
    expect(arrival('?utm_source=(direct)', 'https://www.google.com/').channel).toBe('Direct')
  })

  test('the referrer fills what the tags leave empty', () => {
    expect(arrival('?utm_campaign=Spring', 'https://www.google.com/')).toMatchObject({
      source: 'google',
      medium: 'organic',
      campaign: 'spring',
      channel: 'Organic Search',
    })
  })

  test('nothing known is Direct', () => {
    expect(arrival('')).toMatchObject({
      source: 'direct',
      medium: '(none)',
      campaign: null,
      referrer: null,
      click_id: null,
      channel: 'Direct',
      tagged: false,
    })
  })

  test.each([
    ['https://www.google.de/', 'google', 'organic', 'Organic Search'],
    ['https://l.facebook.com/', 'facebook', 'social', 'Organic Social'],
    ['https://m.youtube.com/', 'youtube', 'video', 'Organic Video'],
    ['https://mail.google.com/', 'gmail', 'email', 'Email'],
    ['https://chatgpt.com/', 'chatgpt', 'ai-assistant', 'AI Assistant'],
    ['https://www.amazon.de/', 'amazon', 'referral', 'Organic Shopping'],
    ['https://blog.example.net/post', 'blog.example.net', 'referral', 'Referral'],
  ])('an untagged visit from %s is %s / %s', (referrer, source, medium, channel) => {
    expect(arrival('', referrer)).toMatchObject({ source, medium, channel, tagged: false })
  })
})

describe('paid source names', () => {
  test.each([
    ['googleads', 'google', 'Paid Search'],
    ['GoogleAds', 'google', 'Paid Search'],
    ['google ads', 'google', 'Paid Search'],
    ['adwords', 'google', 'Paid Search'],
    ['bing ads', 'bing', 'Paid Search'],
    ['bing_ads', 'bing', 'Paid Search'],
    ['microsoft ads', 'bing', 'Paid Search'],
    ['facebook_ads', 'facebook', 'Paid Social'],
    ['fbads', 'facebook', 'Paid Social'],
    ['meta-ads', 'facebook', 'Paid Social'],
    ['linkedin ads', 'linkedin', 'Paid Social'],
    ['tiktok_ads', 'tiktok', 'Paid Social'],
    ['youtube ads', 'youtube', 'Paid Video'],
    ['amazon ads', 'amazon', 'Paid Shopping'],
    ['partner ads', 'partner ads', 'Paid Other'],
    ['threads', 'threads', 'Organic Social'],
    ['downloads', 'downloads', 'Unassigned'],
    ['leads', 'leads', 'Unassigned'],
    ['adsense-blog', 'adsense-blog', 'Unassigned'],
  ])('%s without a medium is %s, %s', (name, source, channel) => {
    expect(arrival(`?utm_source=${name}`)).toMatchObject({ source, channel })
  })

  test('a referrer whose host says ads has not been paid', () => {
    expect(arrival('', 'https://ads.example.net/').channel).toBe('Referral')
  })
})
