import type { ImportedEvent } from './format.ts'

/** What others call browsers, systems and devices, as our own reading of user agents calls them. */
const BROWSERS: Readonly<Record<string, string>> = {
  android: 'Android Browser',
  'android browser': 'Android Browser',
  'android webview': 'Chrome WebView',
  'chrome mobile': 'Chrome',
  'chrome mobile ios': 'Chrome',
  'chrome webview': 'Chrome WebView',
  chrome: 'Chrome',
  'chromium-webview': 'Chrome WebView',
  crios: 'Chrome',
  duckduckgo: 'DuckDuckGo',
  edge: 'Edge',
  'edge-chromium': 'Edge',
  'edge-ios': 'Edge',
  'edge (chromium)': 'Edge',
  facebook: 'Facebook',
  firefox: 'Firefox',
  'firefox mobile': 'Firefox',
  'firefox mobile ios': 'Firefox',
  'firefox ios': 'Firefox',
  fxios: 'Firefox',
  ie: 'IE',
  'internet explorer': 'IE',
  instagram: 'Instagram',
  ios: 'Mobile Safari',
  'ios-webview': 'WebKit',
  'microsoft edge': 'Edge',
  'mobile safari': 'Mobile Safari',
  opera: 'Opera',
  'opera mobile': 'Opera Mobi',
  'opera-mini': 'Opera Mini',
  'opera mini': 'Opera Mini',
  safari: 'Safari',
  'safari (in-app)': 'WebKit',
  samsung: 'Samsung Internet',
  'samsung browser': 'Samsung Internet',
  'samsung internet': 'Samsung Internet',
  silk: 'Silk',
  yandexbrowser: 'Yandex',
  'yandex browser': 'Yandex',
}

const SYSTEMS: Readonly<Record<string, string>> = {
  android: 'Android',
  'android os': 'Android',
  'chrome os': 'Chromium OS',
  chromeos: 'Chromium OS',
  'gnu/linux': 'Linux',
  ios: 'iOS',
  ipados: 'iOS',
  linux: 'Linux',
  mac: 'Mac OS',
  'mac os': 'Mac OS',
  'mac os x': 'Mac OS',
  macintosh: 'Mac OS',
  macos: 'Mac OS',
  ubuntu: 'Ubuntu',
  windows: 'Windows',
}

const DEVICES: Readonly<Record<string, string>> = {
  'car browser': 'embedded',
  console: 'console',
  desktop: 'desktop',
  'feature phone': 'mobile',
  laptop: 'desktop',
  mobile: 'mobile',
  phablet: 'mobile',
  phone: 'mobile',
  'smart display': 'smarttv',
  'smart tv': 'smarttv',
  smartphone: 'mobile',
  tablet: 'tablet',
  tv: 'smarttv',
  wearable: 'wearable',
}

const NOBODY = /^(?:|unknown|\(not set\)|xx|null|n\/a)$/i

export interface ForeignClient {
  browser?: string | undefined
  browser_version?: string | undefined
  os?: string | undefined
  os_version?: string | undefined
  device?: string | undefined
}

type Known = Pick<ImportedEvent, keyof ForeignClient>

const remembered = new Map<string, Known>()
const MOST = 5_000

/** The same in our words; what they did not know is left out, and what we have no word for stays theirs. */
export function clientOf(foreign: ForeignClient): Known {
  const { browser = '', browser_version = '', os = '', os_version = '', device = '' } = foreign
  const key = `${browser}|${browser_version}|${os}|${os_version}|${device}`
  const before = remembered.get(key)
  if (before) return before
  const known = translated(foreign)
  if (remembered.size < MOST) remembered.set(key, known)
  return known
}

function translated({ browser, browser_version, os, os_version, device }: ForeignClient): Known {
  const [program, system] = [versioned(browser), versioned(os)]
  const words = {
    browser: wordOf(BROWSERS, program.name),
    browser_version: leading(browser_version || program.version, 1),
    os: wordOf(SYSTEMS, system.name),
    os_version: leading(os_version || system.version, 2),
    device: wordOf(DEVICES, device),
  }
  return Object.fromEntries(Object.entries(words).filter(([, word]) => word !== undefined))
}

function wordOf(words: Readonly<Record<string, string>>, foreign = ''): string | undefined {
  return NOBODY.test(foreign) ? undefined : (words[foreign.toLowerCase()] ?? foreign)
}

/** Some write the version into the name: "Windows 10", "Chrome 124". */
function versioned(foreign = ''): { name: string; version?: string } {
  const found = /^(.+?) (\d[\d.]*|XP|Vista)$/i.exec(foreign)
  return found ? { name: found[1] ?? '', version: found[2] ?? '' } : { name: foreign }
}

/** The first parts of a version, as many as are kept of our own. */
function leading(version = '', parts: number): string | undefined {
  if (!/^(?:\d|XP|Vista)/i.test(version)) return undefined
  return version.split('.').slice(0, parts).join('.')
}
