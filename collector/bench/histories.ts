import { performance } from 'node:perf_hooks'
import { type RawBuilder, sql } from 'kysely'
import { databasePath } from '../database-path.ts'
import type { EventReader, Histories } from '../store/port.ts'
import { openDatabase } from '../store/sqlite/open.ts'
import { eventReader } from '../store/sqlite/reader.ts'
import { type Figure, figure, repeated, type Setting } from './figures.ts'
import { SITE } from './intake.ts'

/** The ninety days of the traffic. */
const SPAN = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 3, 1) }

interface Asked {
  what: string
  parts: Histories
  /** Greatest ms of the median, over a million events. */
  most: number
}

/** How long it takes to have every history in hand, one after another. `scale` widens the aims. */
export async function historyFigures(
  { extent, say }: Setting,
  data: string,
  scale = 1,
): Promise<Figure[]> {
  say('histories')
  const reader = eventReader(openDatabase(databasePath(data), { readonly: true }))
  try {
    const figures: Figure[] = []
    for (const { what, parts, most } of await questions(reader)) {
      await timeOf(reader, parts)
      const times = await repeated(Math.max(extent.runs, 3), () => timeOf(reader, parts))
      figures.push(
        figure(`histories: ${what}`, times, { unit: 'ms', reach: { most: most * scale } }),
      )
    }
    return figures
  } finally {
    await reader.close()
  }
}

async function timeOf(reader: EventReader, parts: Histories): Promise<number> {
  const began = performance.now()
  let moments = 0
  for await (const history of reader.histories(parts)) moments += history.moments.length
  if (moments === 0) throw new Error('there is nothing to measure')
  return performance.now() - began
}

async function questions(reader: EventReader): Promise<Asked[]> {
  const [row] = await reader.rows<{ id: number }>(
    sql`select s.id as id from site s where s.domain = ${SITE}`,
  )
  const site = row?.id ?? 0
  const page = { kind: 'label', id: sql`e.page`, table: 'page', column: 'path' } as const
  const views = {
    site,
    from: reader.dialect.eventsWithin(site, SPAN),
    marks: [sql`e.name = 1`],
    beside: [{ ...page, folded: false }],
  }
  return [
    {
      what: 'all pageviews by person',
      parts: { ...views, of: 'person', beside: [] },
      most: 500,
    },
    { what: 'all pageviews and their pages by visit', parts: { ...views, of: 'visit' }, most: 500 },
    {
      what: 'two marks of one event in ten by person',
      parts: { ...views, of: 'person', marks: [viewOf(site), isNamed('Signup')], beside: [] },
      most: 200,
    },
  ]
}

/** Of the second page: 8 % of all events. */
function viewOf(site: number): RawBuilder<unknown> {
  return sql`(e.name = 1 and e.page in
    (select p.id from page p where p.site = ${site} and p.path = '/docs/page-1'))`
}

function isNamed(name: string): RawBuilder<unknown> {
  return sql`(e.name = (select coalesce(max(n.id), -1) from name n where n.text = ${name}))`
}
