import type { Random, Weighted } from './random.ts'

/** What a browser sends of itself with every event. */
export interface Browser {
  ip: string
  userAgent: string
  language: string
  screen: string
  /** Hours from UTC, for when its owner is awake. */
  offset: number
}

interface Country {
  /** First two numbers of IPv4 networks registered there, so that the bundled database finds it. */
  network: string
  language: string
  offset: number
}

/** Fourteen countries and how much of the traffic each brings. */
const COUNTRIES: Weighted<Country> = [
  [{ network: '73.2', language: 'en-US', offset: -6 }, 34],
  [{ network: '84.58', language: 'de-DE', offset: 1 }, 14],
  [{ network: '86.3', language: 'en-GB', offset: 0 }, 11],
  [{ network: '90.2', language: 'fr-FR', offset: 1 }, 7],
  [{ network: '70.26', language: 'en-CA', offset: -5 }, 6],
  [{ network: '77.61', language: 'nl-NL', offset: 1 }, 5],
  [{ network: '117.97', language: 'en-IN', offset: 5 }, 5],
  [{ network: '83.34', language: 'es-ES', offset: 1 }, 4],
  [{ network: '177.14', language: 'pt-BR', offset: -3 }, 4],
  [{ network: '126.3', language: 'ja-JP', offset: 9 }, 3],
  [{ network: '116.2', language: 'zh-CN', offset: 8 }, 3],
  [{ network: '1.41', language: 'en-AU', offset: 10 }, 2],
  [{ network: '83.1', language: 'pl-PL', offset: 1 }, 1],
  [{ network: '78.66', language: 'sv-SE', offset: 1 }, 1],
]

interface Client {
  userAgent: string
  screens: Weighted<string>
}

const DESKTOP: Weighted<string> = [
  ['1920x1080', 4],
  ['1536x864', 2],
  ['1440x900', 2],
  ['2560x1440', 1],
]
const PHONE: Weighted<string> = [
  ['390x844', 3],
  ['393x852', 2],
  ['412x915', 3],
  ['360x800', 2],
]
const TABLET: Weighted<string> = [
  ['820x1180', 2],
  ['768x1024', 1],
]

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'
const ANDROID = 'Mozilla/5.0 (Linux; Android 10; K)'
const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const SAFARI = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'

/** The browsers people use, as they name themselves. */
const CLIENTS: Weighted<Client> = [
  [desktop(`${WINDOWS} ${WEBKIT} Chrome/142.0.0.0 Safari/537.36`), 20],
  [desktop(`${WINDOWS} ${WEBKIT} Chrome/141.0.0.0 Safari/537.36`), 8],
  [desktop(`${MAC} ${WEBKIT} Chrome/142.0.0.0 Safari/537.36`), 12],
  [desktop(`${MAC} ${SAFARI} Version/26.1 Safari/605.1.15`), 8],
  [desktop(`${WINDOWS} ${WEBKIT} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`), 8],
  [desktop('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0'), 4],
  [desktop('Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0'), 2],
  [desktop(`${WINDOWS} ${WEBKIT} Chrome/141.0.0.0 Safari/537.36 OPR/125.0.0.0`), 1],
  [phone(`${ANDROID} ${WEBKIT} Chrome/142.0.0.0 Mobile Safari/537.36`), 16],
  [phone(`${ANDROID} ${WEBKIT} SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36`), 3],
  [phone(iPhone('iPhone; CPU iPhone OS 18_6', 'Version/26.1 Mobile/15E148 Safari/604.1')), 14],
  [phone(iPhone('iPhone; CPU iPhone OS 18_5', 'Version/18.5 Mobile/15E148 Safari/604.1')), 2],
  [
    {
      userAgent: iPhone('iPad; CPU OS 18_6', 'Version/18.6 Mobile/15E148 Safari/604.1'),
      screens: TABLET,
    },
    2,
  ],
]

/** A browser somewhere in the world. */
export function browser(chance: Random): Browser {
  const country = chance.pick(COUNTRIES)
  const client = chance.pick(CLIENTS)
  return {
    ip: `${country.network}.${chance.integer(256)}.${1 + chance.integer(254)}`,
    userAgent: client.userAgent,
    language: country.language,
    screen: chance.pick(client.screens),
    offset: country.offset,
  }
}

function desktop(userAgent: string): Client {
  return { userAgent, screens: DESKTOP }
}

function phone(userAgent: string): Client {
  return { userAgent, screens: PHONE }
}

function iPhone(machine: string, rest: string): string {
  return `Mozilla/5.0 (${machine} like Mac OS X) ${SAFARI} ${rest}`
}
