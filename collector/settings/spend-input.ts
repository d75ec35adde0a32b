import { z } from 'zod'
import { unknownName } from '../nearest.ts'
import { FIELDS } from '../spend/columns.ts'
import { PLATFORMS, type Platform, platformNamed } from '../spend/platforms.ts'
import { DATE_ORDERS } from '../spreadsheet/days.ts'
import { mappingInput } from './mapping-input.ts'
import { Currency, MOST_MONEY } from './sites.ts'

const Name = z.string().trim().min(1).max(500)
const Key = Name.nullish()
const Count = z.int().min(0).max(1e12).nullish()

/** No amount is written longer. */
const Cost = z
  .union([
    z.number(),
    z
      .string()
      .trim()
      .max(40)
      .regex(/^-?\d+(?:\.\d+)?$/u, 'a decimal, like 12.50'),
  ])
  .refine((cost) => Math.abs(Number(cost)) <= MOST_MONEY, `a cost is at most ${MOST_MONEY}`)

/** A row of spend as the API takes it. Without a currency it is the site's. */
export const SpendInput = z.strictObject({
  date: z.iso.date(),
  source: Name,
  medium: Key,
  campaign: Key,
  content: Key,
  term: Key,
  campaign_id: z.union([Name, z.int().transform(String)]).nullish(),
  cost: Cost,
  currency: Currency.nullish(),
  clicks: Count,
  impressions: Count,
})
export type SpendInput = z.infer<typeof SpendInput>

export const ImportName = z.string().trim().min(1).max(120)

/** Name of a platform in any case; the nearest known one is named with an unknown one. */
export const PlatformName = z.string().transform((name, context): Platform => {
  const known = platformNamed(name)
  if (known) return known
  context.addIssue({ code: 'custom', message: unknownName('platform', name, PLATFORMS) })
  return z.NEVER
})

export const DateOrderName = z.enum(DATE_ORDERS, {
  error: `one of ${DATE_ORDERS.join(', ')}`,
})

/** `{"date": "Tag", "cost": "Kosten"}` or `date=Tag,cost=Kosten`: which column of a file is which field. */
export const MappingInput = mappingInput(FIELDS, '{"date": "Tag", "cost": "Kosten"}')

/** What is told of a row: its keys as the site's rules read them today, its cost in its own currency. */
export const toldRow = {
  date: z.iso.date(),
  source: z.string().nullable(),
  medium: z.string().nullable(),
  campaign: z.string().nullable(),
  content: z.string().nullable(),
  term: z.string().nullable(),
  campaign_id: z.string().nullable(),
  channel: z.string(),
  cost: z.number(),
  currency: z.string(),
  clicks: z.int().nullable(),
  impressions: z.int().nullable(),
}
