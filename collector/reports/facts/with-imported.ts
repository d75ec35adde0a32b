import type { ImportedExtent } from '../../imported/read.ts'
import type { Metric } from '../../vocabulary.ts'
import { firstDay } from '../question/ask.ts'
import type { ReportContext } from '../question/context.ts'
import type { Question } from '../question/question.ts'
import { datesOf } from '../time/period.ts'
import type { Gathered, Group } from './gather.ts'
import { extentsIn, type ImportedParts, partsFor, spanOfAll } from './imported-asked.ts'
import { isTold, NOTHING_IMPORTED } from './imported-facts.ts'
import { gatherImported, type ImportedGathered } from './imported-groups.ts'
import type { ImportedSaid } from './imported-said.ts'
import { NOTHING } from './metrics.ts'

/** All days. */
const EVER = Number.MAX_SAFE_INTEGER

/** The days before our own first one that other tools tell of: an earlier event of our own moves the border. */
export async function importedBefore(context: ReportContext): Promise<ImportedExtent[]> {
  return await context.imported.extents(firstDay(context) ?? EVER)
}

interface WithImported {
  gathered: Gathered
  /** Undefined where there are no imported days in the period. */
  said?: ImportedSaid
}

/** What was gathered, and what imported days add to it. */
export async function withImported(
  context: ReportContext,
  extents: readonly ImportedExtent[],
  {
    question,
    gathered,
    metrics,
  }: { question: Question; gathered: Gathered; metrics: readonly Metric[] },
): Promise<WithImported> {
  const inPeriod = extentsIn(question, extents)
  if (inPeriod.length === 0) return { gathered }
  const parts = partsFor(question, inPeriod)
  const span = spanOfAll(
    typeof parts === 'string'
      ? [clipped(question, inPeriod)]
      : Object.values(parts).map(({ days }) => days),
  )
  const kinds = typeof parts === 'string' ? inPeriod : kindsOf(parts)
  const tools = await context.imported.tools(kinds, span)
  const said = { ...datesOf(span), tools, left_out: null, lacks: [], visitor_days: false }
  if (typeof parts === 'string') return { gathered, said: { ...said, left_out: parts } }
  const room = { days: context.imported, rules: await context.settings.rules(), metrics }
  const found = await gatherImported(room, question, parts)
  const days = span.to - span.from
  const visitor_days = metrics.includes('visitors') && days > 1 && isTold('visitors', seen(found))
  const lacks = metrics.filter((metric) => !isTold(metric, seen(found)))
  return {
    gathered: merged(gathered, found, (firstDay(context) ?? EVER) < question.period.days.to),
    said: { ...said, lacks, visitor_days },
  }
}

function clipped({ period: { days } }: Question, extents: readonly ImportedExtent[]) {
  const whole = spanOfAll(extents.map(({ first, last }) => ({ from: first, to: last + 1 })))
  return { from: Math.max(whole.from, days.from), to: Math.min(whole.to, days.to) }
}

function kindsOf({ visits, events }: ImportedParts) {
  return [...(visits?.kinds ?? []), ...(events?.kinds ?? [])]
}

/** What the days say anywhere: of a total that cannot be added up each row may tell. */
function seen({ groups, total }: ImportedGathered) {
  const all = [...groups.values()].map(({ imported }) => imported)
  const some = { ...NOTHING_IMPORTED }
  for (const one of [...all, total])
    for (const [name, value] of Object.entries(one) as [keyof typeof some, number | null][])
      if (value !== null) Object.assign(some, { [name]: Math.max(some[name] ?? 0, value) })
  return some
}

function merged(
  gathered: Gathered,
  { groups, total, shown }: ImportedGathered,
  own: boolean,
): Gathered {
  const left = new Map(groups)
  const ours = gathered.groups.map((group): Group => {
    const name = JSON.stringify(group.keys)
    const found = left.get(name)
    left.delete(name)
    return found ? { ...group, imported: found.imported } : group
  })
  const alone = [...left.values()].map(
    ({ keys, imported }): Group => ({ keys, facts: NOTHING, imported }),
  )
  return { ...gathered, groups: [...ours, ...alone], imported: { total, shown, own } }
}
