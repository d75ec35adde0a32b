import { brotliCompressSync, constants } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { buildVariants, FEATURES } from '../../tracker/build.mjs'
import { compose, type SiteScript, type Variants } from '../../tracker/compose.ts'

const site: SiteScript = {
  domain: 'example.com',
  identity: 'cookieless',
  auto: ['pageview', 'engagement', 'outbound', 'download'],
  hash: false,
  do_not_track: false,
  query: [],
  clicks: [],
}
const bytes = (script: string) =>
  brotliCompressSync(script, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length

let variants: Variants
beforeAll(async () => {
  variants = await buildVariants([['engagement', 'links'], FEATURES])
})

test('a site with default settings has a script of at most 2,420 bytes', () => {
  expect(bytes(compose(variants, site))).toBeLessThanOrEqual(2420)
})

test('a draft adds at most 90 to a site without an experiment, and none to one that has nothing', () => {
  const script = compose(variants, site)
  expect(compose(variants, { ...site, drafts: false, experiments: [] })).toBe(script)
  expect(bytes(compose(variants, { ...site, drafts: true })) - bytes(script)).toBeLessThanOrEqual(
    90,
  )
})

test('with every feature it has at most 2,630', () => {
  const everything: SiteScript = {
    ...site,
    identity: 'stored',
    auto: [...site.auto, 'form', 'notfound'],
    hash: true,
    do_not_track: true,
    query: ['id'],
    clicks: [{ selector: '#buy', event: 'Buy' }],
  }
  expect(bytes(compose(variants, everything))).toBeLessThanOrEqual(2630)
})
