import { Answered } from '../../blocks/answers/answered.tsx'
import { day as dayText, range } from '../../dates.ts'
import { count } from '../../format.ts'
import { type Stretch, stretchesOf } from '../../models/import-days.ts'
import type { Range } from '../../models/period.ts'
import type { Resource } from '../../models/resource.ts'
import { imports, type SpendImport } from '../../models/spend.ts'
import { locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { spendWords } from '../../texts/spend.ts'
import type { SpendReport } from './spend-tab.tsx'

/** A row for each import: the days that it tells of, and those that are missing in between. */
export function ImportCalendar({ report }: { report: Resource<SpendReport> }) {
  const text = spendWords.value
  return (
    <Card title={text.calendar}>
      <Answered of={report} meanwhile={<Skeleton height="5rem" />}>
        {({ meta, rows }) => {
          const period = { from: meta.from, to: meta.to }
          return (
            <div class="strips">
              {(imports.data.value ?? []).map((one) => (
                <Strip key={one.name} of={one} period={period} filled={datesOf(rows, one)} />
              ))}
              <p class="strip-ends" aria-hidden="true">
                <span>{dayText(meta.from, locale.value.language)}</span>
                <span>{dayText(meta.to, locale.value.language)}</span>
              </p>
            </div>
          )
        }}
      </Answered>
    </Card>
  )
}

function datesOf(rows: SpendReport['rows'], { name }: SpendImport): ReadonlySet<string> {
  return new Set(rows.flatMap((row) => (row.import === name ? [row.date] : [])))
}

interface StripProps {
  of: SpendImport
  period: Range
  filled: ReadonlySet<string>
}

function Strip({ of: { name, days }, period, filled }: StripProps) {
  const text = spendWords.value
  const [from, to] = days
  const stretches = stretchesOf(period, { from, to }, filled)
  const gaps = stretches.filter(({ kind }) => kind === 'missing')
  const missing = listed(gaps)
  return (
    <div class="strip">
      <bdi dir="auto">{name}</bdi>
      <span
        class="strip-days"
        role="img"
        aria-label={text.strip(name, count(filled.size, locale.value), missing)}
      >
        {stretches.map((stretch) => (
          <i
            key={stretch.from}
            data-kind={stretch.kind}
            style={{ flexGrow: stretch.days }}
            title={range(stretch, locale.value.language)}
          />
        ))}
      </span>
      <span class="strip-note" data-tone={gaps.length > 0 ? 'bad' : undefined}>
        {gaps.length > 0 ? text.missing(missing) : reachWords({ from, to }, period)}
      </span>
    </div>
  )
}

/** How far it reaches, where that is not over the whole period. */
function reachWords({ from, to }: Range, period: Range): string {
  const text = spendWords.value
  const { language } = locale.value
  if (to < period.to) return text.until(dayText(to, language))
  return from > period.from ? text.since(dayText(from, language)) : text.complete
}

const MOST_GAPS = 3

function listed(gaps: readonly Stretch[]): string {
  const { language } = locale.value
  const shown = gaps.slice(0, MOST_GAPS).map(({ from, to }) => shortRange({ from, to }, language))
  return shown.join(', ') + (gaps.length > MOST_GAPS ? ' …' : '')
}

/** Without the year: the strip's ends say which. */
function shortRange({ from, to }: Range, language: string): string {
  const [first, last] = [
    dayText(from, language, from.slice(0, 4)),
    dayText(to, language, to.slice(0, 4)),
  ]
  return from === to ? first : `${first} – ${last}`
}
