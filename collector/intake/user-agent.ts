import { isbot } from 'isbot'
import { UAParser } from 'ua-parser-js'

/** What a user agent says, kept per distinct string: parsing takes 30 µs, a look-up none. */
export interface Agent {
  bot: boolean
  browser: string | null
  browser_version: string | null
  os: string | null
  os_version: string | null
  device: string | null
}

const UNKNOWN: Agent = {
  bot: false,
  browser: null,
  browser_version: null,
  os: null,
  os_version: null,
  device: null,
}
/** Busy sites see a few thousand different strings a day; a Map keeps the order of first use. */
const MOST = 5_000
const agents = new Map<string, Agent>()

export function readAgent(userAgent: string): Agent {
  if (userAgent === '') return UNKNOWN
  const known = agents.get(userAgent)
  if (known) return known
  const agent = parse(userAgent)
  if (agents.size >= MOST) agents.delete(agents.keys().next().value ?? '')
  agents.set(userAgent, agent)
  return agent
}

export function isBotAgent(userAgent: string): boolean {
  return readAgent(userAgent).bot
}

function parse(userAgent: string): Agent {
  const { browser, os, device } = new UAParser(userAgent).getResult()
  return {
    bot: isbot(userAgent),
    browser: browser.name ?? null,
    browser_version: leading(browser.version, 1),
    os: os.name ?? null,
    os_version: leading(os.version, 2),
    device: device.type ?? (os.name ? 'desktop' : null),
  }
}

/** The first `parts` of a dotted version: finer ones would tell browsers apart, and nobody reads them. */
function leading(version: string | undefined, parts: number): string | null {
  return version ? version.split('.').slice(0, parts).join('.') : null
}
