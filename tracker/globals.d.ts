/** Replaced when a variant is built (build.mjs): what the site's settings switch on. */
declare const ENGAGEMENT: boolean
declare const LINKS: boolean
declare const FORM: boolean
declare const NOTFOUND: boolean
declare const CLICKS: boolean
declare const DO_NOT_TRACK: boolean
/** Decided when a bundle is made: what no experiment needs is not even in it. */
declare const EXPERIMENTS: boolean
declare const REDIRECTS: boolean
/** The variant that `data-debug` loads: it says what it does. */
declare const DEBUG: boolean

/** Replaced when a site's script is composed (compose.ts). */
declare const __SITE__: import('./compose.ts').InlinedSite
/** Not all JSON: `target.when` is code. */
declare const __EXPERIMENTS__: readonly import('./experiments/inlined.ts').InlinedExperiment[]
declare const __OPS__: readonly import('./experiments/changes.ts').Op[]
/** What the bar of a preview offers. */
declare const __PREVIEWS__: readonly (readonly [key: string, variants: readonly string[]])[]
/** That may hand a visitor on. */
declare const __HOSTS__: readonly string[]
/** How the address of the site's script ends: `/example.com.js`. */
declare const __FILE__: string

/** Of a script that stands in for another tool's (peers/main.ts): whose it is, and the site's script; null where it is of none. */
declare const __PEER__: import('./peers/peer.ts').Peer
declare const __RUN__: import('./peers/peer.ts').Run | null

/** Not in TypeScript's DOM library yet: https://wicg.github.io/nav-speculation/prerendering.html */
interface Document {
  readonly prerendering?: boolean
}

/** https://w3c.github.io/gpc/ */
interface Navigator {
  readonly globalPrivacyControl?: boolean
}

interface Window {
  /** The queue stub of docs/script.md before the script runs, its API after. */
  tributary?: import('./main.ts').Api
}
