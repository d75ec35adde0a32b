import type { ProblemDetails } from '../api.ts'

/** What a file leaves open, as its refusal asks for it. */
export interface Questions {
  /** The first and last day by each order that its dates may have. */
  orders: { order: string; days: string }[]
  /** Its costs' currency; `sign`: what stands beside them. */
  currency: { sign: string | undefined; likely: readonly string[] } | undefined
  /** Whose cost it is. */
  source: boolean
  /** Columns to choose from, where what they mean is unknown. */
  columns: readonly string[]
  /** Lines that are refused, where that is all that is wrong. */
  lines: { line: number; reason: string }[]
}

/** Currencies that write one sign, the most used first. */
const OF_SIGN: Readonly<Record<string, readonly string[]>> = {
  $: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'ARS', 'CLP', 'COP'],
  '¥': ['CNY', 'JPY'],
  '￥': ['CNY', 'JPY'],
  元: ['CNY', 'TWD', 'HKD'],
  円: ['JPY'],
  kr: ['SEK', 'NOK', 'DKK', 'ISK'],
  rs: ['INR', 'PKR', 'LKR', 'NPR'],
}

/** What a refusal of a file asks for. */
export function questionsOf({ errors = [] }: ProblemDetails): Questions {
  const said = (path: string) => errors.filter((error) => error.path === path)
  const [currency] = said('currency')
  const sign = currency && /^"(.*)"/su.exec(currency.message)?.[1]
  return {
    orders: said('date_order').flatMap(({ message }) => orderIn(message)),
    currency: currency && { sign, likely: OF_SIGN[bareSign(sign)] ?? [] },
    source: said('source').length > 0,
    columns: said('mapping').map(({ message }) => message),
    lines: errors.flatMap(({ path, message }) => lineIn(path, message)),
  }
}

function bareSign(sign = ''): string {
  return sign.toLowerCase().replace(/\.$/u, '')
}

function orderIn(message: string): Questions['orders'] {
  const [, order, days] = /^(dmy|mdy|ymd): (.+)$/u.exec(message) ?? []
  return order === undefined || days === undefined ? [] : [{ order, days }]
}

function lineIn(path: string, reason: string): Questions['lines'] {
  const [, line] = /^line (\d+)$/u.exec(path) ?? []
  return line === undefined ? [] : [{ line: Number(line), reason }]
}

/** Whether an answer to any of it would help. */
export function asksFor({ orders, currency, source, columns }: Questions): boolean {
  return orders.length > 0 || currency !== undefined || source || columns.length > 0
}
