import { z } from 'zod'
import { TABLE_NAMES } from '../imported/imported-day.ts'
import { localDate } from '../local-date.ts'
import { type ImportCounts, noCounts } from '../moving/counts.ts'
import { FORMATS, type Rejected } from '../moving/format.ts'
import { type HistoryImport, IMPORT_STATES } from '../settings/history-imports.ts'
import type { Standing } from './import-job.ts'

const Line = z.object({
  line: z.int(),
  file: z.string().optional(),
  reason: z.string(),
  text: z.string().optional(),
})

/** What a file came to, or would. */
const came = {
  read: z.int().openapi({ description: 'Stored, duplicate, rejected and left out' }),
  stored: z.int(),
  duplicate: z.int(),
  rejected: z.record(z.string(), z.int()).openapi({ description: 'How many, by reason' }),
  left_out: z
    .record(z.string(), z.int())
    .openapi({ description: 'What another row tells already, or what is no event' }),
  rejected_lines: z.array(Line).openapi({ description: 'The first of them' }),
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  days: z.int(),
  share: z.number().openapi({ description: 'How much of the file has been read' }),
}

const Kind = z.enum(['events', 'days'])
const Format = z.enum(FORMATS)

export const ImportPreview = z.object({
  format: Format,
  kind: Kind,
  label: z.string().openapi({ description: 'Whose file it is, in words' }),
  ...came,
  /** What would be stored, or is stored already. */
  coming: z.int(),
  replaced: z.int().openapi({
    description:
      'Of daily sums: days that an earlier import tells of in the same tables; the later one counts',
  }),
  tables: z
    .array(
      z.object({
        table: z.enum(TABLE_NAMES),
        rows: z.int(),
        from: z.iso.date(),
        to: z.iso.date(),
        days: z.int(),
        replaced: z.int().openapi({ description: 'Days that an earlier import tells of' }),
      }),
    )
    .openapi({ description: 'Of daily sums: what would come, by the one thing they are told by' }),
  complete: z.boolean().openapi({ description: 'False where the file was not read to its end' }),
  lack: z
    .string()
    .nullable()
    .openapi({ description: 'What has to be said of a table’s columns before it can be read' }),
  table: z
    .object({
      columns: z.array(z.string()),
      mapping: z.record(z.string(), z.string()),
      rows: z.array(z.array(z.string())),
    })
    .nullable(),
})
export type ImportPreview = z.infer<typeof ImportPreview>

export const Import = z.object({
  id: z.string(),
  format: z.string(),
  kind: z.string(),
  file: z.string().nullable(),
  state: z.enum(IMPORT_STATES),
  ...came,
  detail: z.string().nullable(),
  at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
})
export type Import = z.infer<typeof Import>

interface Calendar {
  timezone: string
}

/** Counts and lines as they are answered. */
export function cameOf(
  { counts, rejected, share }: Pick<Standing, 'counts' | 'rejected' | 'share'>,
  kind: string,
  { timezone }: Calendar,
) {
  const date = (at: number | null) => {
    if (at === null) return null
    return kind === 'days' ? new Date(at).toISOString().slice(0, 10) : localDate(timezone, at)
  }
  const { from, to, ...sums } = counts
  return { ...sums, from: date(from), to: date(to), rejected_lines: rejected, share }
}

interface Told {
  counts: ImportCounts
  rejected: Rejected[]
  detail: string | null
  /** Of one that a command brings in. */
  share?: number
}

/** Where an import runs: how it stands where that is here, or in a command beside. */
export type Runs = Standing | 'in a command' | undefined

/** A row of the list. One that runs nowhere was interrupted. */
export function toldImport(row: HistoryImport, runs: Runs, site: Calendar): Import {
  const standing = typeof runs === 'object' ? runs : undefined
  const { id, format, kind, file, at, ended_at } = row
  const told = { counts: noCounts(), rejected: [], detail: null, ...JSON.parse(row.told) } as Told
  const isLost = row.state === 'running' && runs === undefined
  const share = row.state === 'running' && !isLost ? (told.share ?? 0) : 1
  const state = isLost ? 'stopped' : (standing?.state ?? row.state)
  return {
    ...{ id, format, kind, file, state: state as Import['state'] },
    ...cameOf(standing ?? { ...told, share }, kind, site),
    detail: standing?.detail ?? told.detail,
    at: new Date(at).toISOString(),
    ended_at: ended_at === null ? null : new Date(ended_at).toISOString(),
  }
}
