import { describe, expect, test } from 'vitest'
import { externalReferrer } from '../../collector/acquisition/referrer.ts'
import { arrival, SITE } from './site.ts'

describe('no referrer', () => {
  test.each([
    '',
    'google.com',
    'not a url',
    'http://',
    'about:blank',
    'file:///home/x',
    'data:text/html,x',
    'chrome-extension://abc/',
    'ios-app://544007664/',
    'ftp://example.net/',
    'http://localhost:3000/',
    'http://app.localhost/',
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1:8080/',
    'http://169.254.1.1/',
    'http://[::1]/',
    'http://[fe80::1]/',
    'http://[febf::1]/',
    'http://[fc00::1]/',
    'http://[fd12:3456::1]/',
    'http://[::ffff:10.0.0.1]/',
    'https://example.com/page',
    'https://EXAMPLE.com./page',
    'https://www.example.com:8443/',
    'https://shop.example.com/',
    'https://shop.example.com.:8443/',
    'https://example-com.translate.goog/page',
    'https://www-example-com.cdn.ampproject.org/c/s/www.example.com/page',
    'https://www.google.com/amp/s/example.com/page',
  ])('%s', (referrer) => {
    expect(externalReferrer(referrer, SITE)).toBeNull()
    expect(arrival('', referrer).channel).toBe('Direct')
  })

  test.each([
    'https://checkout.stripe.com/pay/x',
    'https://www.paypal.com/checkout',
    'https://pay.klarna.com/',
    'https://live.adyen.com/',
    'https://accounts.google.com/',
    'https://accounts.google.de/',
    'https://accounts.google.co.uk/',
    'https://kauth.kakao.com/oauth',
    'https://passport.yandex.kz/',
    'https://appleid.apple.com/',
    'https://login.microsoftonline.com/',
  ])('%s is passed through by default', (referrer) => {
    expect(arrival('', referrer).channel).toBe('Direct')
    const exclusions = { referrers: [], defaults: false }
    expect(arrival('', referrer, { exclusions }).channel).not.toBe('Direct')
  })
})

describe('the host', () => {
  test.each([
    ['https://user:pw@WWW.Example.NET:8443/path?q=1#x', 'example.net'],
    ['https://www.www.example.net/', 'www.example.net'],
    ['https://example.net./', 'example.net'],
    ['https://example.net../', 'example.net'],
    ['https://www-le--monde-fr.translate.goog/a?_x_tr_sl=fr', 'le-monde.fr'],
    ['https://www-example-net.cdn.ampproject.org/', 'example.net'],
    ['https://example-net.cdn.ampproject.org/v/s/www.example.net/a?amp_js_v=1', 'example.net'],
    ['https://0-en--us-example-net-0.cdn.ampproject.org/', 'en-us.example.net'],
    ['https://www.google.de/amp/s/www.example.net/a', 'example.net'],
    ['https://www-google-com.translate.goog/', 'google.com'],
    // No host is hidden in these: a hash, punycode, the service itself.
    ['https://xn---com-p33b41770a.cdn.ampproject.org/', 'xn---com-p33b41770a.cdn.ampproject.org'],
    ['https://k3smd3eh4xfrza.cdn.ampproject.org/', 'k3smd3eh4xfrza.cdn.ampproject.org'],
    ['https://translate.google.com/', 'translate.google.com'],
    ['https://www.google.de/amplifier/x.y', 'google.de'],
    ['https://huggingface.co/chat/', 'huggingface.co/chat'],
    ['https://huggingface.co/Chat?x', 'huggingface.co/chat'],
    ['https://huggingface.co/models', 'huggingface.co'],
    ['https://huggingface.co/', 'huggingface.co'],
    ['https://bücher.example/', 'xn--bcher-kva.example'],
    ['http://8.8.8.8/', '8.8.8.8'],
    ['http://172.32.0.1/', '172.32.0.1'],
    ['http://[2001:db8::1]:80/', '[2001:db8::1]'],
    ['http://10.example.net/', '10.example.net'],
    ['https://notexample.com/', 'notexample.com'],
    ['https://example.com.evil.net/', 'example.com.evil.net'],
    ['android-app://com.Google.android.gm/', 'com.google.android.gm'],
    ['android-app://com.slack', 'com.slack'],
  ])('%s is %s', (referrer, host) => {
    expect(externalReferrer(referrer, SITE)).toBe(host)
  })
})

test('a host that the site excludes excludes what is told apart below it by its path, and in every country', () => {
  const excluding = (...referrers: string[]) => ({
    exclusions: { referrers, defaults: false },
  })
  const from = (referrer: string, host: string) => arrival('', referrer, excluding(host)).channel
  expect(from('https://huggingface.co/chat/', 'huggingface.co')).toBe('Direct')
  expect(from('https://images.google.de/', 'images.google.de')).toBe('Direct')
  expect(from('https://images.google.de/', 'images.google.com')).toBe('Direct')
  expect(from('https://images.google.com/', 'images.google.de')).toBe('Organic Search')
})

describe("the site's own hosts", () => {
  test('a registrable domain ends at a private suffix', () => {
    const alice = { domain: 'alice.github.io', hostnames: [] }
    expect(externalReferrer('https://alice.github.io/x', alice)).toBeNull()
    expect(externalReferrer('https://bob.github.io/', alice)).toBe('bob.github.io')
    const shop = { domain: 'shop.co.uk', hostnames: [] }
    expect(externalReferrer('https://other.co.uk/', shop)).toBe('other.co.uk')
  })

  test('a site on a subdomain owns its whole registrable domain', () => {
    const blog = { domain: 'blog.example.com', hostnames: [] }
    expect(externalReferrer('https://example.com/', blog)).toBeNull()
    expect(externalReferrer('https://app.example.com/', blog)).toBeNull()
  })

  test('listed hostnames are own with what lies below them; a star makes none own', () => {
    const site = { domain: 'example.com', hostnames: ['*', 'example.net', 'www.example.org'] }
    expect(externalReferrer('https://www.example.net/', site)).toBeNull()
    expect(externalReferrer('https://eu.example.net/', site)).toBeNull()
    expect(externalReferrer('https://example.org/', site)).toBeNull()
    expect(externalReferrer('https://other.test/', site)).toBe('other.test')
  })

  test('a site may be an address', () => {
    const site = { domain: '203.0.113.7', hostnames: [] }
    expect(externalReferrer('http://203.0.113.7/', site)).toBeNull()
    expect(externalReferrer('http://203.0.113.8/', site)).toBe('203.0.113.8')
  })
})
