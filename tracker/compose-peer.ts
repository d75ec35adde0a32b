import { asScript } from './as-script.ts'
import { built, compose, filled, type SiteScript, type Variants } from './compose.ts'
import type { Peer } from './peers/peer.ts'

/** The site that the page is of, as far as its request tells. */
export interface PeerSite {
  script: SiteScript
  /** Uuid under which Umami knew it. */
  umami: string | null
}

export interface PeerScript {
  /** As it was asked for: `script.hash.outbound-links.js`. */
  file: string
  site: PeerSite | undefined
  /** Of our scripts' addresses: `/t`. */
  path: string
}

/** Features that a name of Plausible's switches on beside what the site's settings do. */
const NAMED: Readonly<Record<string, string>> = {
  'outbound-links': 'outbound',
  'file-downloads': 'download',
}

/** Words in such a name by which one script differs from another. */
export const TELLING: readonly string[] = ['hash', 'manual', ...Object.keys(NAMED)]

/** Of the page's start, which may switch on any. */
const ANY = ['pageview', 'engagement', 'outbound', 'download', 'form', 'notfound']

const waitsForInit = (file: string): boolean => file.startsWith('pa-')

/** The site's settings with what the script's name says over them. */
const named = (script: SiteScript, file: string): SiteScript => {
  const words = file.split('.').slice(1, -1)
  const more = words.flatMap((word) => NAMED[word] ?? [])
  const auto = [...new Set([...script.auto, ...more])]
  return {
    ...script,
    hash: script.hash || words.includes('hash'),
    auto: words.includes('manual') ? auto.filter((feature) => feature !== 'pageview') : auto,
  }
}

/** Its tag and its ways out are given to it, by other names than the page's. */
const asFunction = (code: string): string =>
  `(($tag,fetch,$beacon)=>{${code
    .replace(/document\.currentScript/g, '$tag')
    .replace(/navigator\.sendBeacon\(/g, '$beacon(')}})`

/** A script that stands in for another tool's, with the site's own in it. Throws if `variants` was not built with it. */
export const composePeer = (variants: Variants, { file, site, path }: PeerScript): string => {
  const script = site && named(site.script, file)
  const waits = waitsForInit(file)
  const peer: Peer = {
    site: script?.domain ?? null,
    umami: site?.umami ?? null,
    auto: script?.auto ?? [],
    waits,
    hash: script?.hash ?? false,
    path,
  }
  const run = script && asFunction(compose(variants, waits ? { ...script, auto: ANY } : script))
  return filled(built(variants, 'peer'), {
    __PEER__: () => `(${asScript(peer)})`,
    __RUN__: () => run ?? '(null)',
  })
}
