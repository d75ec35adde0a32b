/** The part of a site's settings that its script depends on (spec: api.md, `sites`). */
export interface SiteScript {
  domain: string
  identity: 'cookieless' | 'stored'
  auto: readonly string[]
  hash: boolean
  do_not_track: boolean
  /** Names of query parameters that the site keeps. */
  query: readonly string[]
  clicks: readonly { selector: string; event: string }[]
}

/** What the browser is given of it; only what differs from the default is there at all, named as the tag's attributes. */
export interface InlinedSite {
  auto?: string
  visitor?: 'stored'
  hash?: ''
  clicks?: readonly (readonly [selector: string, event: string])[]
  /** Only where all is compiled in. */
  do_not_track?: boolean
}

/** Minified code by the features compiled into it, as `featuresOf` names them. */
export type Variants = Readonly<Record<string, string>>

/** Each is a build flag of its own name in capitals; the order is that of a variant's name. */
export const FEATURES = [
  'engagement',
  'links',
  'form',
  'notfound',
  'clicks',
  'do_not_track',
] as const
export type Feature = (typeof FEATURES)[number]

const isOn: Record<Feature, (site: SiteScript) => boolean> = {
  engagement: (site) => site.auto.includes('engagement'),
  links: (site) => site.auto.includes('outbound') || site.auto.includes('download'),
  form: (site) => site.auto.includes('form'),
  notfound: (site) => site.auto.includes('notfound'),
  clicks: (site) => site.clicks.length > 0,
  do_not_track: (site) => site.do_not_track,
}

/** The name of the variant that has what this site switched on, and nothing else. */
export const variantOf = (site: SiteScript): string =>
  FEATURES.filter((feature) => isOn[feature](site)).join('+')

/** Are outbound, download and pageview as the variant has them? Then no list need be inlined. */
const autoIsCompiledIn = ({ auto }: SiteScript): boolean =>
  auto.includes('pageview') && auto.includes('outbound') === auto.includes('download')

const pairs = (clicks: SiteScript['clicks']) =>
  clicks.map(({ selector, event }) => [selector, event] as const)

const inlined = (site: SiteScript): InlinedSite => ({
  ...(autoIsCompiledIn(site) ? {} : { auto: site.auto.join(' ') }),
  ...(site.identity === 'stored' && { visitor: site.identity }),
  ...(site.hash && ({ hash: '' } as const)),
  ...(site.clicks.length > 0 && { clicks: pairs(site.clicks) }),
})

/** JSON that is also safe in a script of any encoding and inside a `<script>` element. */
export const asScript = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<\u007f-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** Where the site's configuration goes in a variant's code, and where the end of its address. */
export const SITE = '__SITE__'
export const FILE = '__FILE__'

const variant = (variants: Variants, name: string): string => {
  const code = variants[name]
  if (code === undefined) throw new Error(`The tracker was not built with "${name}"`)
  return code
}

/**
 * The whole script of one site, served as `/t/<site>.js`: the variant with its features and its
 * configuration inlined. Throws if `variants` (dist/tracker/variants.json) lacks that variant.
 */
export const compose = (variants: Variants, site: SiteScript): string =>
  variant(variants, variantOf(site)).replace(SITE, () => asScript(inlined(site)))

/** The same with a voice, for `/t/<site>.js?debug`: every feature is in it, and switched off where the site has it not. */
export const composeDebug = (variants: Variants, site: SiteScript): string => {
  const { domain, auto, clicks, do_not_track } = site
  const whole = { ...inlined(site), auto: auto.join(' '), clicks: pairs(clicks), do_not_track }
  return variant(variants, [...FEATURES, 'debug'].join('+'))
    .replace(SITE, () => asScript(whole))
    .replace(FILE, () => asScript(`/${domain}.js`))
}
