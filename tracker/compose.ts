import { ownHosts } from '../collector/acquisition/referrer.ts'
import type { SiteRules } from '../collector/acquisition/site-rules.ts'
import { asScript } from './as-script.ts'
import { experimentsCode, isRedirecting, OPS } from './experiments/inline.ts'
import type { PageExperiment } from './experiments/page-experiment.ts'

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
  /** Further hosts of the site. */
  hostnames?: readonly string[]
  /** What the site makes of sources and channels; asked where an experiment's target does. */
  rules?: SiteRules
  /** Those that run or were shipped. */
  experiments?: readonly PageExperiment[]
  /** There are drafts, which who fills in their form looks at on the site. */
  drafts?: boolean
  /** Share of units that is kept out of all experiments, 0–1. */
  holdout?: number
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

/** Behind those in a variant's name. */
const experimentsIn = ({ experiments = [] }: SiteScript): string[] => [
  ...(experiments.length > 0 ? ['experiments'] : []),
  ...(experiments.some(isRedirecting) ? ['redirects'] : []),
]

/** The name of the variant that has what this site switched on, and nothing else. */
export const variantOf = (site: SiteScript): string =>
  [...FEATURES.filter((feature) => isOn[feature](site)), ...experimentsIn(site)].join('+')

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

/** Places in a variant's code, and what goes there. */
type Places = Record<string, (() => string) | undefined>

/** In one go, so that no setting is taken for a place. */
export const filled = (code: string, places: Places): string =>
  code.replace(/__[A-Z]+__/g, (place) => places[place]?.() ?? place)

export const built = (variants: Variants, name: string): string => {
  const code = variants[name]
  if (code === undefined) throw new Error(`The tracker was not built with "${name}"`)
  return code
}

/** The parts that a site's experiments need, and no others. */
const placesOf = (variants: Variants, site: SiteScript, shown: InlinedSite): Places => {
  const { domain, experiments = [], holdout = 0, hostnames = [], rules } = site
  const { list, ops, facts, hosts } = experimentsCode(experiments, holdout)
  const own = ownHosts({ domain, hostnames })
  const whence = facts === 'visitFacts' ? { hosts: own, ...(rules && { rules }) } : own
  return {
    __SITE__: () => asScript(shown),
    __FILE__: () => asScript(`/${domain}.js`),
    __EXPERIMENTS__: () =>
      facts ? `(F=>${list})((${built(variants, facts)})(${asScript(whence)}))` : list,
    __OPS__: () => `[${ops.map((op) => built(variants, `op:${op}`)).join()}]`,
    __HOSTS__: () => asScript([...new Set([...own, ...hosts])]),
  }
}

/**
 * The whole script of one site, served as `/t/<site>.js`: the variant with its features and its
 * configuration inlined. Throws if `variants` (dist/tracker/variants.json) lacks that variant.
 */
export const compose = (variants: Variants, site: SiteScript): string =>
  filled(built(variants, variantOf(site)), placesOf(variants, site, inlined(site))) +
  (site.drafts && !site.experiments?.length ? PREVIEW_OF_DRAFTS : '')

/** With experiments, the script looks for a preview itself. */
const PREVIEW_OF_DRAFTS =
  ';/[?&]tributary=edit:/.test(location.search)&&import(document.currentScript.src.replace(/[?].*|$/,"?preview"))'

/** The same with a voice, for `/t/<site>.js?debug`: every feature is in it, and switched off where the site has it not. */
export const composeDebug = (variants: Variants, site: SiteScript): string => {
  const { auto, clicks, do_not_track } = site
  const whole = { ...inlined(site), auto: auto.join(' '), clicks: pairs(clicks), do_not_track }
  const code = built(variants, [...FEATURES, 'debug'].join('+'))
  return filled(code, placesOf(variants, site, whole))
}

/** The bar of a preview, for `/t/<site>.js?preview`. */
export const composePreview = (variants: Variants, { experiments = [] }: SiteScript): string => {
  const previews = experiments.map(({ key, variants }) => [key, variants.map((one) => one.key)])
  return filled(built(variants, 'preview'), {
    __PREVIEWS__: () => asScript(previews),
    __OPS__: () => `[${OPS.map((op) => built(variants, `op:${op}`)).join()}]`,
  })
}
