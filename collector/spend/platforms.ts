import { headerKey, type Places } from './columns.ts'

export const PLATFORMS = [
  'google',
  'meta',
  'microsoft',
  'linkedin',
  'tiktok',
  'baidu',
  'generic',
] as const
export type Platform = (typeof PLATFORMS)[number]

/** Other names of theirs: of what they were called, and of what their ads are seen on. */
const ALSO: Readonly<Record<string, Platform>> = {
  googleads: 'google',
  adwords: 'google',
  googleadwords: 'google',
  metaads: 'meta',
  facebook: 'meta',
  facebookads: 'meta',
  instagram: 'meta',
  microsoftads: 'microsoft',
  bing: 'microsoft',
  bingads: 'microsoft',
  linkedinads: 'linkedin',
  tiktokads: 'tiktok',
}

/** A platform by its name in any case, or by another that it has; undefined for an unknown one. */
export function platformNamed(name: string): Platform | undefined {
  const key = headerKey(name)
  return PLATFORMS.find((platform) => platform === key) ?? ALSO[key]
}

/** What the visits that a platform sends are usually tagged with. */
export const USUAL: Record<Exclude<Platform, 'generic'>, { source: string; medium: string }> = {
  google: { source: 'google', medium: 'cpc' },
  meta: { source: 'facebook', medium: 'paid_social' },
  microsoft: { source: 'bing', medium: 'cpc' },
  linkedin: { source: 'linkedin', medium: 'paid_social' },
  tiktok: { source: 'tiktok', medium: 'paid_social' },
  baidu: { source: 'baidu', medium: 'cpc' },
}

const keys = (text: string) => new Set(text.split('|').map(headerKey))

const META_COST = keys(
  `amount spent|ausgegebener betrag|montant dépensé|importe gastado|valor usado|valor gasto|montante gasto|quantia gasta
  |importo speso|besteed bedrag|uitgegeven bedrag|wydana kwota|消化金額|花费金额|已花费金额`,
)
const LINKEDIN = keys('total spent|campaign group name|campaign group id')
const MICROSOFT = keys('gregorian date|time period')
const TIKTOK = keys('clicks destination|cpc destination|ctr destination|stat time day|by day')
const BAIDU = keys('消费|推广计划|推广计划名称|推广单元|展现|展现量')
const GOOGLE_COST = keys('cost|kosten|coût|coste|costo|custo|koszt|費用|费用')
const GOOGLE = keys(
  `impr|currency code|währungscode|code de devise|código de moneda|código de la moneda|código da moeda|codice valuta
  |valutacode|kod waluty|通貨コード|货币代码|广告系列`,
)

const SIGNATURES: readonly (readonly [Platform, ReadonlySet<string>])[] = [
  ['linkedin', LINKEDIN],
  ['microsoft', MICROSOFT],
  ['tiktok', TIKTOK],
  ['baidu', BAIDU],
]

export interface Seen {
  headers: readonly string[]
  places: Places
  /** The lines above the header. */
  preamble: readonly string[]
}

/** Whose export a table is, by what only theirs says; `generic` where nothing does. */
export function platformOf({ headers, places, preamble }: Seen): Platform {
  if (places.source !== undefined) return 'generic'
  const plain = headers.map((header) => headerKey(header.replace(/[（(][^（()）]*[)）]/gu, '')))
  const all = [...plain, ...headers.map(headerKey)]
  const cost = plain[places.cost ?? -1] ?? ''
  if (META_COST.has(cost) || places.from !== undefined) return 'meta'
  const signed = SIGNATURES.find(([, names]) => all.some((key) => names.has(key)))
  if (signed) return signed[0]
  if (preamble.some((line) => /^"?Report Name:/iu.test(line))) return 'microsoft'
  const isGoogle = preamble.length >= 2 || all.some((key) => GOOGLE.has(key))
  return GOOGLE_COST.has(cost) && isGoogle ? 'google' : 'generic'
}
