/** The part of a site's settings that its script depends on (spec: api.md, `sites`). */
export interface SiteScript {
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

const inlined = (site: SiteScript): InlinedSite => ({
  ...(autoIsCompiledIn(site) ? {} : { auto: site.auto.join(' ') }),
  ...(site.identity === 'stored' && { visitor: site.identity }),
  ...(site.hash && ({ hash: '' } as const)),
  ...(site.clicks.length > 0 && {
    clicks: site.clicks.map(({ selector, event }) => [selector, event] as const),
  }),
})

/** JSON that is also safe in a script of any encoding and inside a `<script>` element. */
export const asScript = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<\u007f-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** Where the site's configuration goes in a variant's code. */
export const SITE = '__SITE__'

/**
 * The whole script of one site, served as `/t/<site>.js`: the variant with its features and its
 * configuration inlined. Throws if `variants` (dist/tracker/variants.json) lacks that variant.
 */
export const compose = (variants: Variants, site: SiteScript): string => {
  const name = variantOf(site)
  const code = variants[name]
  if (code === undefined) throw new Error(`The tracker was not built with "${name}"`)
  const configuration = asScript(inlined(site))
  // A site with nothing of its own need not spread nothing.
  return code.replace(configuration === '{}' ? `...${SITE},` : SITE, () =>
    configuration === '{}' ? '' : configuration,
  )
}
