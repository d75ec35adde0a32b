import { z } from 'zod'
import { isAddressRange } from '../ip-address.ts'
import { hostname } from './sites.ts'
import type { Settings } from './tables.ts'

const Host = z.string().transform((text, context) => {
  const name = hostname(text.replace(/^\*?\./u, ''))
  if (name !== undefined) return name
  context.addIssue({
    code: 'custom',
    message: `"${text}" is not a host name, like pay.example.com`,
  })
  return z.NEVER
})

/**
 * What never counts. `referrers` (on label boundaries, applied to history) join the built-in payment and
 * sign-in hosts unless `defaults` is false; `ips` and `hostnames` are dropped at intake.
 */
export const Exclusions = z.object({
  referrers: z.array(Host).max(1_000).default([]),
  ips: z
    .array(z.string().refine(isAddressRange, 'not an address or CIDR range, like 203.0.113.0/24'))
    .max(1_000)
    .default([]),
  hostnames: z.array(Host).max(1_000).default([]),
  defaults: z.boolean().default(true),
})
export type Exclusions = z.infer<typeof Exclusions>

export async function exclusionsOf(settings: Settings, site: number): Promise<Exclusions> {
  const row = await settings
    .selectFrom('rules')
    .select('exclusions')
    .where('site', '=', site)
    .executeTakeFirst()
  return Exclusions.parse(JSON.parse(row?.exclusions ?? '{}'))
}

export async function replaceExclusions(
  settings: Settings,
  site: number,
  input: Exclusions,
): Promise<void> {
  const exclusions = JSON.stringify(input)
  await settings
    .insertInto('rules')
    .values({ site, channels: '[]', aliases: '{}', exclusions })
    .onConflict((conflict) => conflict.column('site').doUpdateSet({ exclusions }))
    .execute()
}
