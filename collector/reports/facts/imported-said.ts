import { z } from 'zod'
import { dateOf } from '../../date-of.ts'

/** What an answer says of the imported days in its period. */
export const ImportedSaid = z.object({
  /** The days that other tools tell of; after the last one our own begin. */
  from: z.iso.date(),
  to: z.iso.date(),
  /** Who summed them: `plausible`, `ga4`. */
  tools: z.array(z.string()),
  /** Why none of them is in the answer: sums have no hours, and are told by one thing at a time. */
  left_out: z.enum(['hours', 'filters', 'dimensions']).nullable(),
  /** Metrics that they say nothing of: those are of our own days alone, or null. */
  lacks: z.array(z.string()),
  /** Their visitors are added up by day: whoever came on several days is several. */
  visitor_days: z.boolean(),
})
export type ImportedSaid = z.infer<typeof ImportedSaid>

const REASONS = {
  hours: 'they are sums of whole days',
  filters: 'they cannot be narrowed down by these filters',
  dimensions: 'they are told by one thing at a time, and not by this',
} satisfies Record<NonNullable<ImportedSaid['left_out']>, string>

/** The same in sentences, for `meta.warnings`. */
export function sentencesOf({ from, to, left_out, lacks, visitor_days }: ImportedSaid): string[] {
  const days = from === to ? `the imported day ${from}` : `imported days (${from} to ${to})`
  if (left_out) return [`${days} are left out: ${REASONS[left_out]}`]
  return [
    ...(visitor_days
      ? [
          `of ${days} the visitors of each day are added up: whoever came on several days is counted on each`,
        ]
      : []),
    ...(lacks.length > 0 ? [`${days} say nothing of ${lacks.join(', ')}`] : []),
  ]
}

/** The earlier of two days, by their dates. */
export function earlierDate(day: number | null, date: string | null): string | null {
  if (day === null) return date
  return date === null || dateOf(day) < date ? dateOf(day) : date
}
