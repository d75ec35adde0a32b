import { type Money, toMinor } from '../money.ts'
import { decimalText, isBlank, type Mark } from '../spreadsheet/amounts.ts'
import type { InvoiceField, Places } from './columns.ts'

/** How what an invoice comes to before tax is made of its columns. */
export interface Reading {
  of: InvoiceField
  /** Taken off. */
  less: readonly InvoiceField[]
  /** Nothing says that no tax is in it. */
  mayHoldTax: boolean
}

interface Way extends Reading {
  /** Besides the first: without them another way is surer. */
  needs: readonly InvoiceField[]
}

/** The surest first. */
const WAYS: readonly Way[] = [
  { of: 'net', less: [], needs: [], mayHoldTax: false },
  { of: 'subtotal', less: ['discount', 'included_tax'], needs: ['discount'], mayHoldTax: false },
  { of: 'total', less: ['tax'], needs: ['tax'], mayHoldTax: false },
  { of: 'subtotal', less: ['included_tax'], needs: [], mayHoldTax: false },
  { of: 'total', less: [], needs: [], mayHoldTax: true },
  { of: 'amount_due', less: [], needs: [], mayHoldTax: true },
]

export function readingOf(places: Places): Reading | undefined {
  return WAYS.find(({ of, needs }) => [of, ...needs].every((field) => places[field] !== undefined))
}

const PRICED = [
  'net',
  'subtotal',
  'discount',
  'included_tax',
  'total',
  'tax',
  'amount_due',
] as const

/** Without the columns of money that a reading leaves aside. */
export function onlyRead(places: Places, { of, less }: Reading): Places {
  const aside = PRICED.filter((field) => field !== of && !less.includes(field))
  return Object.fromEntries(
    Object.entries(places).filter(([field]) => !aside.some((one) => one === field)),
  )
}

/** The price in minor units, below 0 for a credit; undefined for what is none. A discount is one with whatever sign. */
export function netOf(
  { of, less }: Reading,
  cell: (field: InvoiceField) => string,
  mark: Mark,
): Money | undefined {
  const minor = (field: InvoiceField) => toMinor(decimalText(cell(field), mark), cell('currency'))
  const whole = minor(of)
  if (whole === undefined) return undefined
  let { amount } = whole
  for (const field of less) {
    if (isBlank(cell(field))) continue
    const part = minor(field)
    if (part === undefined) return undefined
    amount -= field === 'discount' ? Math.abs(part.amount) : part.amount
  }
  return { ...whole, amount }
}
