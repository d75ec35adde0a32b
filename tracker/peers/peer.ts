/** What the collector says of a script that stands in for another tool's (compose-peer.ts). */
export interface Peer {
  /** The site whose script is in it; null where the page that asked for it is of none. */
  site: string | null
  /** Uuid under which Umami knew it. */
  umami: string | null
  /** What is captured by itself: by the site's settings, and by what the script's own name asks for. */
  auto: readonly string[]
  /** Whether the page starts it by `plausible.init()`. */
  waits: boolean
  /** The fragment is part of a page. */
  hash: boolean
  /** Of our scripts' addresses: `/t`. */
  path: string
}

/** What the site's script takes for its tag. */
export type StandIn = Pick<HTMLScriptElement, 'src'> & {
  dataset: Record<string, string | undefined>
  attributes: readonly { name: string; value: string }[]
}

type Send = (url: string, init: RequestInit) => Promise<Response>
type Beacon = (url: string, body: string) => boolean

/** The site's script, as a function of its tag and of how it sends. */
export type Run = (tag: StandIn, fetch: Send, beacon: Beacon) => void
