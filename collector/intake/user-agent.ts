import { isbot } from 'isbot'
import { UAParser } from 'ua-parser-js'
import { BoundedMap } from '../bounded-map.ts'

/** What a user agent says, kept per distinct string: parsing takes 30 µs, a look-up none. */
export interface Agent {
  /** Tells agents apart in keys, in place of their long texts. */
  serial: number
  bot: boolean
  browser: string | null
  browser_version: string | null
  os: string | null
  os_version: string | null
  device: string | null
}

const UNKNOWN: Agent = {
  serial: 0,
  bot: false,
  browser: null,
  browser_version: null,
  os: null,
  os_version: null,
  device: null,
}
/** Busy sites see a few thousand different strings a day. */
const MOST = 10_000
/** Browsers say less; what says more is sent once and would only fill the memory. */
const MEMORABLE = 1_024
const agents = new BoundedMap<string, Agent>(MOST)

export function readAgent(userAgent: string): Agent {
  if (userAgent === '') return UNKNOWN
  const known = agents.get(userAgent)
  if (known) return known
  const agent = parse(userAgent)
  if (userAgent.length <= MEMORABLE) agents.set(userAgent, agent)
  return agent
}

export function isBotAgent(userAgent: string): boolean {
  return readAgent(userAgent).bot
}

let parsed = 0

function parse(userAgent: string): Agent {
  parsed += 1
  const { browser, os, device } = new UAParser(userAgent).getResult()
  const version = frozenAway(os.name, userAgent) ?? os.version
  return {
    serial: parsed,
    bot: isbot(userAgent),
    browser: browser.name ?? null,
    browser_version: leading(browser.version, 1),
    os: os.name ?? null,
    os_version: leading(version, 2),
    device: device.type ?? (os.name ? 'desktop' : null),
  }
}

/** Of Safari, and of what is built on its view: on iOS and iPadOS the browser's version is the system's. */
const SAFARI_VERSION = / Version\/(\d{1,3}(?:\.\d{1,3})?)/
/** Since then the system's own word stays at 18.6 or 18.7 (webkit.org/blog/17333, "Update to UA String"). */
const FROZEN_SINCE = 26

function frozenAway(system: string | undefined, userAgent: string): string | undefined {
  if (system !== 'iOS') return undefined
  const version = SAFARI_VERSION.exec(userAgent)?.[1]
  return Number.parseInt(version ?? '', 10) >= FROZEN_SINCE ? version : undefined
}

/** The first `parts` of a dotted version: finer ones would tell browsers apart, and nobody reads them. */
function leading(version: string | undefined, parts: number): string | null {
  return version ? version.split('.').slice(0, parts).join('.') : null
}
