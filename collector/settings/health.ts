import { z } from 'zod'
import { namesOne } from './matcher.ts'
import type { Settings } from './tables.ts'

export const HEALTH_PARTS = ['frequency', 'recency', 'breadth', 'depth'] as const
export type HealthPart = (typeof HEALTH_PARTS)[number]

/** Spec: semantics.md, "Customers". */
export const DEFAULT_WEIGHTS: Record<HealthPart, number> = {
  frequency: 0.35,
  recency: 0.25,
  breadth: 0.2,
  depth: 0.2,
}

const weight = (part: HealthPart) => z.number().min(0).max(1_000).default(DEFAULT_WEIGHTS[part])

/** How much each part counts; they need not sum to 1. */
export const Weights = z
  .strictObject({
    frequency: weight('frequency'),
    recency: weight('recency'),
    breadth: weight('breadth'),
    depth: weight('depth'),
  })
  .refine((weights) => Object.values(weights).some((one) => one > 0), 'one weight is above 0')
export type Weights = z.infer<typeof Weights>

const Named = z
  .strictObject({
    event: z.string().min(1).max(120).optional(),
    /** Glob of the path. */
    page: z.string().min(1).max(500).optional(),
    goal: z.string().min(1).max(120).optional(),
  })
  .check(namesOne)

/** As many of either kind as a moment has bits for, beside those of being seen, of money and of the main goal. */
const MOST = 14

export interface Sign {
  event?: string | undefined
  page?: string | undefined
  goal?: string | undefined
}

/** An event, page or goal; of a text, what begins as a path or a glob is a page, any other an event. */
const Sign = z.union([
  z
    .string()
    .min(1)
    .max(500)
    .transform((text): Sign => (/^[/*]/u.test(text) ? { page: text } : { event: text })),
  Named,
])

export const KeyEvents = z.array(Sign).max(MOST)
export const Signals = z.array(Sign).min(1).max(MOST)

/** How a site scores its accounts; null: as Tributary would. */
export const HealthSettings = z.object({
  weights: Weights.default(DEFAULT_WEIGHTS),
  key_events: KeyEvents.nullable().default(null),
  signals: Signals.nullable().default(null),
})
export type HealthSettings = z.infer<typeof HealthSettings>

export async function healthSettings(settings: Settings, site: number): Promise<HealthSettings> {
  const row = await settings
    .selectFrom('rules')
    .select('health')
    .where('site', '=', site)
    .executeTakeFirst()
  return HealthSettings.parse(JSON.parse(row?.health ?? '{}'))
}

export async function replaceHealthSettings(
  settings: Settings,
  site: number,
  input: HealthSettings,
): Promise<void> {
  const health = JSON.stringify(input)
  await settings
    .insertInto('rules')
    .values({ site, channels: '[]', aliases: '{}', exclusions: '{}', health })
    .onConflict((conflict) => conflict.column('site').doUpdateSet({ health }))
    .execute()
}
