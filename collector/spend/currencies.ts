/** Signs that mean one currency; `$`, `¥` and `kr` are those of many. */
const SIGNS: readonly (readonly [sign: string, currency: string])[] = [
  ['US$', 'USD'],
  ['CA$', 'CAD'],
  ['C$', 'CAD'],
  ['A$', 'AUD'],
  ['AU$', 'AUD'],
  ['NZ$', 'NZD'],
  ['HK$', 'HKD'],
  ['NT$', 'TWD'],
  ['S$', 'SGD'],
  ['MX$', 'MXN'],
  ['R$', 'BRL'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['zł', 'PLN'],
  ['₹', 'INR'],
  ['₩', 'KRW'],
  ['₽', 'RUB'],
  ['₺', 'TRY'],
  ['₫', 'VND'],
  ['฿', 'THB'],
  ['₴', 'UAH'],
  ['₪', 'ILS'],
  ['₱', 'PHP'],
  ['₦', 'NGN'],
  ['kč', 'CZK'],
  ['JP¥', 'JPY'],
  ['CN¥', 'CNY'],
  ['RMB', 'CNY'],
]
const BY_SIGN = new Map(SIGNS.map(([sign, currency]) => [sign.toLowerCase(), currency]))
const MANY = new Set(['$', '¥', '￥', 'kr', 'kr.', '元', '円', 'rs', 'rs.'])
const CODES = new Set(Intl.supportedValuesOf('currency'))

/** What a cost's own cell says of its currency: a code, or the sign that could be of several. */
export type Hint = { code: string } | { sign: string } | undefined

/** ISO 4217 in capitals; undefined for what is no code. */
export function currencyCode(text: string): string | undefined {
  const code = text.trim().toUpperCase()
  return CODES.has(code) ? code : undefined
}

const PLAIN = /^[\d\s.,+\-−()'’\u00A0\u202F]*$/u

export function hintOf(cell: string): Hint {
  if (PLAIN.test(cell)) return undefined
  const sign = cell.replace(/[\d\s.,+\-−()'’\u00A0\u202F]+/gu, '')
  const code = currencyCode(sign) ?? BY_SIGN.get(sign.toLowerCase())
  if (code !== undefined) return { code }
  return MANY.has(sign.toLowerCase()) ? { sign } : undefined
}

/** The code in `Amount spent (USD)`; undefined where there is none. */
export function currencyOfHeader(header: string): string | undefined {
  const [, code = ''] = /[（(]\s*(?:in )?([A-Z]{3})\s*[)）]/u.exec(header) ?? []
  return currencyCode(code)
}
