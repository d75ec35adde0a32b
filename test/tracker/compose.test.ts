import { expect, test } from 'vitest'
import { asScript } from '../../tracker/as-script.ts'
import { FEATURES as BUILT } from '../../tracker/build.mjs'
import {
  FEATURES as COMPOSED,
  compose,
  composeDebug,
  type SiteScript,
  variantOf,
} from '../../tracker/compose.ts'

const SITE = '__SITE__'
const site: SiteScript = {
  domain: 'example.com',
  identity: 'cookieless',
  auto: ['pageview', 'engagement', 'outbound', 'download'],
  hash: false,
  do_not_track: false,
  query: [],
  clicks: [],
}
const inlined = (settings: Partial<SiteScript>) => {
  const whole = { ...site, ...settings }
  return JSON.parse(compose({ [variantOf(whole)]: SITE }, whole)) as unknown
}

test('the build knows the features that a site can switch on', () => {
  expect(BUILT).toEqual(COMPOSED)
})

test.each<[string, Partial<SiteScript>]>([
  ['engagement+links', {}],
  ['', { auto: [] }],
  ['links', { auto: ['download'] }],
  ['form', { auto: ['pageview', 'form'] }],
  [
    'engagement+links+clicks+do_not_track',
    { do_not_track: true, clicks: [{ selector: 'a', event: 'b' }] },
  ],
])('the variant is "%s" with %j', (name, settings) => {
  expect(variantOf({ ...site, ...settings })).toBe(name)
})

test.each<[Partial<SiteScript>, object]>([
  [{}, {}],
  [{ auto: ['pageview'] }, {}],
  [{ auto: ['pageview', 'outbound'] }, { auto: 'pageview outbound' }],
  [{ auto: [] }, { auto: '' }],
  [{ auto: ['engagement'] }, { auto: 'engagement' }],
  [
    { identity: 'stored', hash: true },
    { visitor: 'stored', hash: '' },
  ],
  [{ clicks: [{ selector: '.a', event: 'B' }] }, { clicks: [['.a', 'B']] }],
])('of %j only what differs from the variant is inlined', (settings, expected) => {
  expect(inlined(settings)).toEqual(expected)
})

test('no setting can end the script, a string, or a replacement', () => {
  const clicks = [{ selector: '</script>\u2028"$&ä', event: '$1' }]
  const script = compose({ 'engagement+links+clicks': SITE }, { ...site, clicks })
  expect(script).toMatch(/^[\x20-\x7e]*$/)
  expect(script).not.toContain('<')
  expect(JSON.parse(script)).toEqual({ clicks: [[clicks[0]?.selector, '$1']] })
  expect(asScript('é')).toBe('"\\u00e9"')
})

test('a variant that was not built is named', () => {
  expect(() => compose({}, site)).toThrow('engagement+links')
})

test('the one with a voice is told all that the site has switched on, and off', () => {
  const name = [...COMPOSED, 'debug'].join('+')
  const script = composeDebug({ [name]: `[${SITE},__FILE__]` }, { ...site, do_not_track: true })
  expect(JSON.parse(script)).toEqual([
    { auto: site.auto.join(' '), clicks: [], do_not_track: true },
    '/example.com.js',
  ])
})
