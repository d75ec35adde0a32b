import { csvCell } from '../../csv-cell.ts'
import { minorDigits } from '../../money.ts'
import { offsetAt } from '../time/zone.ts'
import type { Adjustment } from './adjust.ts'
import type { AdPlatform } from './platforms.ts'
import type { Sendable } from './sort-out.ts'

/** What of a file is the same in all its rows. */
export interface Manner {
  /** What the platform calls the conversion. */
  name: string
  /** IANA zone of the site. */
  timezone: string
}

/** A file as it is uploaded: lines before its header, columns, and cells as text. */
export interface Table {
  before: readonly string[]
  columns: readonly string[]
  rows: readonly (readonly string[])[]
}

/** Decimal text in major units: 1,250 cents are `12.50`, 500 yen `500`. */
function decimal(amount: number | null, currency: string | null): string {
  if (amount === null || currency === null) return ''
  const places = minorDigits(currency)
  return (amount / 10 ** places).toFixed(places)
}

function valueCells({ amount, currency }: Pick<Sendable, 'amount' | 'currency'>): [string, string] {
  const value = decimal(amount, currency)
  return [value, value === '' ? '' : (currency ?? '')]
}

/**
 * The full second that is not before an instant: told as 10:00:00, what was reached on the page of the click at 10:00:00.9
 * would be before it, and platforms refuse that.
 */
function secondOf(at: number): number {
  return Math.ceil(at / 1_000) * 1_000
}

/** `2026-10-25 02:30:00+01:00`: with its offset, because the hour that is lived twice is two. */
function zoned(at: number, timezone: string): string {
  const offset = offsetAt(timezone, at)
  const local = new Date(secondOf(at) + offset).toISOString()
  const size = new Date(Math.abs(offset)).toISOString().slice(11, 16)
  return `${local.slice(0, 10)} ${local.slice(11, 19)}${offset < 0 ? '-' : '+'}${size}`
}

/** `3/2/2026 6:50:54 PM`, in UTC. */
function american(at: number): string {
  const date = new Date(secondOf(at))
  const hour = date.getUTCHours()
  const day = `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`
  const time = `${hour % 12 || 12}${date.toISOString().slice(13, 19)}`
  return `${day} ${time} ${hour < 12 ? 'AM' : 'PM'}`
}

type Conversions = (rows: readonly Sendable[], manner: Manner) => Table

const CLICK_COLUMNS = { gclid: 'Google Click ID', gbraid: 'GBRAID', wbraid: 'WBRAID' }

const CONVERSIONS: Record<AdPlatform, Conversions> = {
  /** The columns of clicks in apps stand only where there are such. */
  google: (rows, { name, timezone }) => {
    const types = (['gclid', 'gbraid', 'wbraid'] as const).filter(
      (type) => type === 'gclid' || rows.some(({ click }) => click.type === type),
    )
    const rest = ['Conversion Name', 'Conversion Time', 'Conversion Value', 'Conversion Currency']
    return {
      before: [`Parameters:TimeZone=${timezone}`],
      columns: [...types.map((type) => CLICK_COLUMNS[type]), ...rest, 'Order ID'],
      rows: rows.map((row) => [
        ...types.map((type) => (row.click.type === type ? row.click.value : '')),
        name,
        zoned(row.at, timezone),
        ...valueCells(row),
        row.order ?? '',
      ]),
    }
  },
  microsoft: (rows, { name }) => ({
    before: ['Parameters:TimeZone=+0000'],
    columns: [
      ...['Microsoft Click ID', 'Conversion Name', 'Conversion Time'],
      ...['Conversion Value', 'Conversion Currency'],
    ],
    rows: rows.map((row) => [row.click.value, name, american(row.at), ...valueCells(row)]),
  }),
  /** `fbc` is made of the click as Meta's own script makes its cookie: version, 1, when it was, and what it was. */
  meta: (rows, { name }) => ({
    before: [],
    columns: ['event_name', 'event_time', 'fbc', 'value', 'currency', 'order_id'],
    rows: rows.map((row) => [
      name,
      String(secondOf(row.at) / 1_000),
      `fb.1.${row.click.at}.${row.click.value}`,
      ...valueCells(row),
      row.order ?? '',
    ]),
  }),
  linkedin: (rows, { name }) => ({
    before: [],
    columns: ['li_fat_id', 'timestamp', 'eventtype', 'amount', 'currency'],
    rows: rows.map((row) => [row.click.value, String(row.at), name, ...valueCells(row)]),
  }),
}

export function conversionTable(
  platform: AdPlatform,
  rows: readonly Sendable[],
  manner: Manner,
): Table {
  return CONVERSIONS[platform](rows, manner)
}

type Adjusts = (rows: readonly Adjustment[], manner: Pick<Manner, 'timezone'>) => Table

const GOOGLE_ADJUSTMENTS: Adjusts = (rows, { timezone }) => ({
  before: [`Parameters:TimeZone=${timezone}`],
  columns: [
    ...['Order ID', 'Conversion Name', 'Adjustment Time', 'Adjustment Type'],
    ...['Adjusted Value', 'Adjusted Value Currency'],
  ],
  rows: rows.map(({ sale, name, at, left }) => {
    const value = left === 0 ? ['RETRACT', '', ''] : ['RESTATE', ...valueCells(leftOf(sale, left))]
    return [sale.order ?? '', name, zoned(at, timezone), ...value]
  }),
})

const MICROSOFT_ADJUSTMENTS: Adjusts = (rows) => ({
  before: ['Parameters:TimeZone=+0000'],
  columns: [
    ...['Microsoft Click ID', 'Conversion Name', 'Conversion Time', 'Adjustment Type'],
    ...['Adjustment Time', 'Adjustment Value', 'Adjustment Currency Code'],
  ],
  rows: rows.map(({ sale, click, name, at, left }) => {
    const value = left === 0 ? ['', ''] : valueCells(leftOf(sale, left))
    const type = left === 0 ? 'Retract' : 'Restate'
    return [click?.value ?? '', name, american(sale.at), type, american(at), ...value]
  }),
})

function leftOf({ currency }: Adjustment['sale'], left: number) {
  return { amount: left, currency }
}

export function adjustmentTable(
  platform: AdPlatform,
  rows: readonly Adjustment[],
  manner: Pick<Manner, 'timezone'>,
): Table {
  const table = platform === 'google' ? GOOGLE_ADJUSTMENTS : MICROSOFT_ADJUSTMENTS
  return table(rows, manner)
}

/** The file's text (RFC 4180). */
export function fileOf({ before, columns, rows }: Table): string {
  const lines = [columns, ...rows].map((cells) => cells.map(csvCell).join(','))
  return [...before, ...lines, ''].join('\r\n')
}
