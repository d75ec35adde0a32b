import type { Dimension } from '../../collector/vocabulary.ts'
import { isExplained } from './explained.ts'
import { type ReportAnswer, reportQuestion } from './report.ts'
import type { Question } from './resource.ts'
import type { Surprise } from './usual.ts'
import { aloneRequest } from './view.ts'

type ExplainAnswer = ReportAnswer<'explain'>
type Named = ExplainAnswer['named'][number]

/** Whether they are new or returning explains nothing, and most have no campaign. */
const DIMENSIONS = ['channel', 'source', 'landing_page', 'country', 'device'] as const

/** Against the same weekdays of the week before, or of as many weeks as it lasts. */
export function reasonsQuestion(
  { metric, from, to }: Surprise,
  goal: string | undefined,
): Question<ExplainAnswer> | undefined {
  if (!isExplained(metric)) return undefined
  const { filters } = aloneRequest.value
  return reportQuestion('explain', {
    period: { from, to },
    filters,
    metric,
    against: 'previous',
    match: 'weekday',
    dimensions: DIMENSIONS,
    ...(goal !== undefined && { goal }),
  })
}

export interface Mover {
  dimension: Dimension
  value: string | number | null
  total: number
}

export interface Reasons {
  /** What most of the change is. */
  most: (Mover & Pick<Named, 'why' | 'rose'>) | undefined
  /** What moved most against it. */
  against: Mover | undefined
}

const SURE = 0.05

/** Of a fall the greatest cause and what rose most, of a rise the other way around; both beyond chance. */
export function reasonsOf({ named, dimensions }: ExplainAnswer, side: Surprise['side']): Reasons {
  const along = (total: number) => total < 0 === (side === 'low')
  const movers = dimensions.flatMap(({ dimension, values }) =>
    values.flatMap(({ value, total, q, other }) =>
      q < SURE && !other && total !== 0 && !along(total)
        ? [{ dimension: dimension as Dimension, value, total }]
        : [],
    ),
  )
  const causes = named.filter(({ total }) => along(total))
  // That most of it came without a campaign says little, where something has a name.
  const cause = causes.find(({ value }) => value !== null) ?? causes[0]
  return {
    most: cause && { ...cause, dimension: cause.dimension as Dimension },
    against: movers.toSorted((a, b) => Math.abs(b.total) - Math.abs(a.total))[0],
  }
}
