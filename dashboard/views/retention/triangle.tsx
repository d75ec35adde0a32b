import { shareNote } from '../../blocks/tables/share-of.tsx'
import { day } from '../../dates.ts'
import { brief, count, full } from '../../format.ts'
import type { ReportAnswer } from '../../models/report.ts'
import { locale } from '../../models/view.ts'
import { journeyWords } from '../../texts/journeys.ts'

type Answer = ReportAnswer<'retention'>
type Cohort = Answer['cohorts'][number]

/** Of fewer people a cell's share says nothing in text. */
const FEWEST = 20
/** From here on letters are light. */
const DARK = 0.55

/** Cohorts from the newest down, a cell for each period after it; what is not over is hatched. */
export function Triangle({ answer: { cohorts } }: { answer: Answer }) {
  const text = journeyWords.value.retention
  // What has begun for nobody yet is no column.
  const periods = Math.max(0, ...cohorts.map(({ retained }) => begunOf(retained)))
  const shown = cohorts.filter(({ size }) => size > 0).toReversed()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too.
    <div class="triangle" tabIndex={0}>
      <table>
        <caption class="unseen">{text.cohorts}</caption>
        <thead>
          <tr>
            <th scope="col">{text.first}</th>
            <th scope="col">{text.size}</th>
            {Array.from({ length: periods }, (_, n) => (
              <th key={n} scope="col">
                {n}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((cohort) => (
            <CohortRow key={cohort.start} cohort={cohort} periods={periods} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** How many periods of a cohort have begun; later ones are null. */
function begunOf(retained: Cohort['retained']): number {
  return retained.findLastIndex((people) => people !== null) + 1
}

function CohortRow({ cohort, periods }: { cohort: Cohort; periods: number }) {
  const { language } = locale.value
  return (
    <tr>
      <th scope="row">{day(cohort.start, language)}</th>
      <th>{full('count', cohort.size, locale.value)}</th>
      {cohort.retained.slice(0, periods).map((people, n) => (
        <Cell key={n} cohort={cohort} people={people} n={n} />
      ))}
    </tr>
  )
}

function Cell({ cohort, people, n }: { cohort: Cohort; people: number | null; n: number }) {
  const text = journeyWords.value.retention
  if (people === null) return <td data-none />
  const share = people / cohort.size
  const partial = cohort.partial_from !== null && n >= cohort.partial_from
  const rate = brief('rate', share, locale.value)
  const start = day(cohort.start, locale.value.language)
  const told = text.cell(start, n, count(people, locale.value), rate)
  const said = [told, shareNote(people, cohort.size)].filter(Boolean).join('; ')
  return (
    <td
      title={partial ? `${said}, ${text.unfinished}` : said}
      data-partial={partial || undefined}
      data-strong={share > DARK || undefined}
      style={{ '--share': `${Math.round(share * 100)}%` }}
    >
      {cohort.size >= FEWEST ? rate : ''}
    </td>
  )
}
