import { DAY } from '../durations.ts'
import type { RefusedLine } from '../refused-lines.ts'
import type { Invoice, Unpriced } from './invoice.ts'

/** An invoice, and the line of its file that it stands in. */
export interface LinedInvoice extends Invoice {
  line: number
}

/** What one subscription was billed for: periods in order, none of which touches another. */
export interface Billed {
  customer: string
  id: string
  invoices: readonly Invoice[]
  /** In order, too; these may overlap. */
  unpriced: readonly Unpriced[]
}

/**
 * The invoices by subscription, in whatever order they stand. A second one for a time that is billed already is refused: of two
 * for one period nobody knows which counts. What overlaps is a proration, and takes nothing from the period that it is in.
 */
export function billedOf(
  invoices: readonly LinedInvoice[],
  unpriced: readonly Unpriced[],
): { billed: Billed[]; refused: RefusedLine[] } {
  const refused: RefusedLine[] = []
  const groups = new Map<string, LinedInvoice[]>()
  const bare = new Map<string, Unpriced[]>()
  for (const one of invoices) addTo(groups, keyOf(one.customer, one.terms.id), one)
  for (const one of unpriced) addTo(bare, keyOf(one.customer, one.id), one)
  const billed = [...groups].flatMap(([key, group]) => {
    const { kept, second } = apart(group)
    refused.push(...second.map(({ line, reason }) => ({ line, reason })))
    const [first] = kept
    if (first === undefined) return []
    const { customer, terms } = first
    const over = second.map(({ start, end }) => ({ customer, id: terms.id, start, end }))
    const unpriced = [...(bare.get(key) ?? []), ...over].toSorted((a, b) => a.start - b.start)
    return [{ customer, id: terms.id, invoices: kept, unpriced }]
  })
  return { billed, refused }
}

function keyOf(customer: string, id: string): string {
  return JSON.stringify([customer, id])
}

function addTo<One>(groups: Map<string, One[]>, key: string, one: One): void {
  const group = groups.get(key)
  if (group) group.push(one)
  else groups.set(key, [one])
}

interface Second {
  line: number
  reason: string
  start: number
  end: number
}

function apart(group: readonly LinedInvoice[]): { kept: LinedInvoice[]; second: Second[] } {
  const kept: LinedInvoice[] = []
  const second: Second[] = []
  for (const one of group.toSorted(byPeriod)) {
    const { line, start, end } = one
    const last = kept.at(-1)
    const reason = last && touches(last, one)
    if (reason === undefined) kept.push(one)
    else second.push({ line, reason, start, end })
  }
  return { kept, second }
}

/** By what they say and not by where they stand: whichever is refused, it is the same in a file sorted otherwise. */
function byPeriod(a: LinedInvoice, b: LinedInvoice): number {
  return (
    a.start - b.start ||
    b.end - a.end ||
    (a.name === b.name ? a.line - b.line : a.name < b.name ? -1 : 1)
  )
}

function touches(earlier: LinedInvoice, later: LinedInvoice): string | undefined {
  if (later.start >= earlier.end) return undefined
  const isSame = later.start === earlier.start && later.end === earlier.end
  return isSame
    ? `line ${earlier.line} bills this period of "${earlier.terms.id}" already`
    : `its period overlaps that of line ${earlier.line}`
}

/** Between two periods: who writes the last day of one and the first of the next leaves one open, and so do other clocks. */
export const GAP = 3 * DAY

interface Stretch {
  start: number
  end: number
}

/** What was billed without a gap, of periods in order that may overlap. */
export function stretchesOf(periods: readonly Unpriced[]): Stretch[] {
  const found: Stretch[] = []
  for (const { start, end } of periods) {
    const last = found.at(-1)
    if (last && start <= last.end + GAP) last.end = Math.max(last.end, end)
    else found.push({ start, end })
  }
  return found
}

/** Until when what ends at an instant was billed, also at prices that are not known. */
export function billedUntil(end: number, stretches: readonly Stretch[]): number {
  const on = stretches.find((one) => one.end > end)
  return on && on.start <= end + GAP ? on.end : end
}
