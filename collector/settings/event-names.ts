import { z } from 'zod'
import type { Settings } from './tables.ts'

/** Characters of what an event is called; it has to fit into a row of a table. */
const LONGEST = 60
/** Names of one site. */
const MOST = 300

/** What is no text, and what would turn the direction of the text that follows. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

const Called = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST)
  .refine((text) => !UNSEEN.test(text), 'a name is one line of text, without control characters')
  .optional()

/** What an event is called in a language, in place of the name by which it is sent. */
const EventName = z
  .object({ event: z.string().min(1).max(120), en: Called, zh: Called })
  .refine(({ en, zh }) => en !== undefined || zh !== undefined, {
    error: 'name it in one language at least, as `en` or `zh`',
  })
export type EventName = z.infer<typeof EventName>

/** A list, as an event may be called `__proto__`. */
export const EventNames = z.object({
  names: z
    .array(EventName)
    .max(MOST)
    .superRefine((names, context) => {
      const seen = new Set<string>()
      for (const [i, { event }] of names.entries()) {
        if (seen.has(event)) {
          const message = `"${event}" is named twice`
          context.addIssue({ code: 'custom', path: [i, 'event'], message })
        }
        seen.add(event)
      }
    }),
})
export type EventNames = z.infer<typeof EventNames>

function read(stored: string): EventName[] {
  return EventNames.parse({ names: JSON.parse(stored) }).names
}

export async function eventNamesOf(settings: Settings, site: number): Promise<EventNames> {
  const row = await settings
    .selectFrom('rules')
    .select('event_names')
    .where('site', '=', site)
    .executeTakeFirst()
  return { names: read(row?.event_names ?? '[]') }
}

/** Those of every site that has any. */
export async function allEventNames(settings: Settings): Promise<Map<number, EventName[]>> {
  const rows = await settings
    .selectFrom('rules')
    .select(['site', 'event_names'])
    .where('event_names', '!=', '[]')
    .execute()
  return new Map(rows.map(({ site, event_names }) => [site, read(event_names)]))
}

export async function replaceEventNames(
  settings: Settings,
  site: number,
  { names }: EventNames,
): Promise<void> {
  const event_names = JSON.stringify(names)
  await settings
    .insertInto('rules')
    .values({ site, channels: '[]', aliases: '{}', exclusions: '{}', event_names })
    .onConflict((conflict) => conflict.column('site').doUpdateSet({ event_names }))
    .execute()
}
