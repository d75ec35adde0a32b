import { shareNote } from '../../blocks/tables/share-of.tsx'
import { day } from '../../dates.ts'
import { brief, count, full } from '../../format.ts'
import type { ReportAnswer } from '../../models/report.ts'
import { locale } from '../../models/view.ts'
import { Triangle, type TriangleCell } from '../../parts/triangle.tsx'
import { journeyWords } from '../../texts/journeys.ts'

type Answer = ReportAnswer<'retention'>
type Cohort = Answer['cohorts'][number]

/** Of fewer people a cell's share says nothing in text. */
const FEWEST = 20

/** Cohorts from the newest down. */
export function CohortTriangle({ answer: { cohorts } }: { answer: Answer }) {
  const text = journeyWords.value.retention
  // What has begun for nobody yet is no column.
  const periods = Math.max(0, ...cohorts.map(({ retained }) => begunOf(retained)))
  const shown = cohorts.filter(({ size }) => size > 0).toReversed()
  return (
    <Triangle
      caption={text.cohorts}
      heads={[text.first, text.size]}
      rows={shown.map((cohort) => ({
        key: cohort.start,
        head: day(cohort.start, locale.value.language),
        size: full('count', cohort.size, locale.value),
        cells: cohort.retained.slice(0, periods).map((people, n) => cellOf(cohort, people, n)),
      }))}
    />
  )
}

/** How many periods of a cohort have begun; later ones are null. */
function begunOf(retained: Cohort['retained']): number {
  return retained.findLastIndex((people) => people !== null) + 1
}

function cellOf(cohort: Cohort, people: number | null, n: number): TriangleCell | null {
  const text = journeyWords.value.retention
  if (people === null) return null
  const share = people / cohort.size
  const partial = cohort.partial_from !== null && n >= cohort.partial_from
  const rate = brief('rate', share, locale.value)
  const start = day(cohort.start, locale.value.language)
  const told = text.cell(start, n, count(people, locale.value), rate)
  const said = [told, shareNote(people, cohort.size)].filter(Boolean).join('; ')
  return {
    share,
    partial,
    text: cohort.size >= FEWEST ? rate : '',
    title: partial ? `${said}, ${text.unfinished}` : said,
  }
}
