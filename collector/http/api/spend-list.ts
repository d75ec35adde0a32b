import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { minorDigits } from '../../money.ts'
import { Refusal } from '../../refusal.ts'
import { LocalDate } from '../../reports/time/period.ts'
import { siteRules } from '../../settings/site-rules.ts'
import { mappingOf } from '../../settings/spend.ts'
import { ImportName, toldRow } from '../../settings/spend-input.ts'
import {
  listSpend,
  type SpendImport,
  type StandingRow,
  spendImports,
} from '../../settings/spend-list.ts'
import { FIELDS } from '../../spend/columns.ts'
import { type Meaning, meanings } from '../../spend/meaning.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { needs } from '../needs.ts'
import { json, ListQuery, listOf, PROBLEMS, page, SitePath } from '../schemas.ts'

const tags = ['Spend']

const ListedRow = z.object({ import: z.string(), ...toldRow })

const Import = z.object({
  name: z.string(),
  /** Names its newest file to *undo*. */
  file: z.string(),
  platform: z.string(),
  at: z.iso.datetime(),
  days: z.tuple([z.iso.date(), z.iso.date()]),
  rows: z.int(),
  totals: z.array(z.object({ currency: z.string(), cost: z.number() })),
  mapping: z.partialRecord(z.enum(FIELDS), z.string()).nullable(),
})

const Which = ListQuery.extend({
  import: ImportName.optional(),
  from: LocalDate.optional(),
  to: LocalDate.optional(),
})

function costOf({ amount, currency }: { amount: number; currency: string }): number {
  return amount / 10 ** minorDigits(currency)
}

/** A row as it reads under the site's rules of today. */
function listed(row: StandingRow, meaning: (row: StandingRow) => Meaning) {
  const { spelling, channel } = meaning(row)
  const { import: name, day: date, currency, clicks, impressions } = row
  return {
    import: name,
    date,
    ...spelling,
    channel,
    cost: costOf(row),
    currency,
    clicks,
    impressions,
  }
}

async function importOf(c: AppContext, { first, last, totals, at, file, ...rest }: SpendImport) {
  const mapping = await mappingOf(c.var.shared.settings, Number(c.var.site.id), rest.name)
  return {
    ...rest,
    file: String(file),
    at: new Date(at).toISOString(),
    days: [first, last] as [string, string],
    totals: totals.map((total) => ({ currency: total.currency, cost: costOf(total) })),
    mapping: mapping ?? null,
  }
}

export const spendList = new OpenAPIHono<AppEnv>()
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      tags,
      summary: 'The rows that count, in order of day',
      middleware: [needs('read')] as const,
      request: { params: SitePath, query: Which },
      responses: { 200: json(listOf(ListedRow), 'Rows of spend'), ...PROBLEMS },
    }),
    async (c) => {
      const { limit, cursor, ...which } = c.req.valid('query')
      if (which.from && which.to && which.to < which.from) {
        throw new Refusal(422, `the period ends (${which.to}) before it begins (${which.from})`)
      }
      const { settings } = c.var.shared
      const site = Number(c.var.site.id)
      const found = await listSpend(settings, site, { ...which, limit: limit + 1, offset: cursor })
      const meaning = meanings(await siteRules(settings, site))
      const items = found.slice(0, limit).map((row) => listed(row, meaning))
      return c.json({ items, next: found.length > limit ? String(cursor + limit) : null }, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/imports',
      tags,
      summary: 'What was imported, the newest first',
      middleware: [needs('read')] as const,
      request: { params: SitePath, query: ListQuery },
      responses: { 200: json(listOf(Import), 'Imports'), ...PROBLEMS },
    }),
    async (c) => {
      const all = await spendImports(c.var.shared.settings, Number(c.var.site.id))
      const { items, next } = page(all, c.req.valid('query'))
      return c.json({ items: await Promise.all(items.map((one) => importOf(c, one))), next }, 200)
    },
  )
