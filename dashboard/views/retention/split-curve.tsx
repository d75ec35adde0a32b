import { TypedOption } from '../../blocks/forms/typed-option.tsx'
import { Defined } from '../../blocks/tables/defined.tsx'
import { RowValue } from '../../blocks/tables/row-value.tsx'
import { type RateLine, RateLines } from '../../charts/rate-lines.tsx'
import { brief, count, full } from '../../format.ts'
import type { ReportAnswer } from '../../models/report.ts'
import { locale, view } from '../../models/view.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { journeyWords } from '../../texts/journeys.ts'
import { unitInView } from './asked.ts'
import { Figure } from './figure.tsx'
import {
  type Curve,
  lastKnown,
  lineParts,
  type Part,
  partName,
  readPeriods,
  type Split,
  splitName,
  usualPeriods,
} from './split.ts'

type Answer = ReportAnswer<'retention'>

interface SplitCurveProps {
  answer: Answer
  split: Split
  /** The periods that are drawn. */
  places: readonly number[]
}

/** The curves of the greatest values beside that of all together, and the numbers of each value. */
export function SplitCurve({ answer, split, places }: SplitCurveProps) {
  const text = journeyWords.value.retention
  const unit = text.unitNames[unitInView()]
  const parts = answer.breakdown ?? []
  const drawn = lineParts(parts)
  const lines = [
    lineOf({ key: 'whole', name: text.together, whole: true }, answer.curve, places),
    ...drawn.map((part) => {
      const name = partName(part, split)
      return lineOf({ key: JSON.stringify(part.value), name }, part.curve, places)
    }),
  ]
  return (
    <>
      <RateLines
        label={text.curveBy(splitName(split))}
        lines={lines}
        scale={told}
        ends={[text.again(unit, places[0] ?? 0), text.again(unit, places.at(-1) ?? 0)]}
      />
      <SplitTable answer={answer} split={split} />
    </>
  )
}

function told(rate: number | null): string {
  return brief('rate', rate, locale.value)
}

function lineOf(
  line: Pick<RateLine, 'key' | 'name' | 'whole'>,
  curve: Curve,
  places: readonly number[],
): RateLine {
  const text = journeyWords.value.retention
  const points = places.map((n) => curve[n])
  return {
    ...line,
    rates: points.map((point) => point?.rate ?? null),
    titles: points.map((point, place) => {
      const [low = null, high = null] = point?.interval ?? []
      const said = text.point(places[place] ?? 0, told(point?.rate ?? null), told(low), told(high))
      return text.pointOf(line.name, said)
    }),
  }
}

interface Row {
  /** Undefined: everybody. */
  part: Part | undefined
  size: number
  curve: Curve
}

function SplitTable({ answer, split }: Omit<SplitCurveProps, 'places'>) {
  const text = journeyWords.value.retention
  const { curve, cohorts, breakdown = [] } = answer
  const unit = unitInView()
  const last = lastKnown(curve)
  const { at } = view.value.options
  const read = at === undefined ? undefined : readPeriods(at, last)
  const usual = usualPeriods(unit, last)
  const all = { part: undefined, size: cohorts.reduce((sum, { size }) => sum + size, 0), curve }
  const rows: Row[] = [all, ...breakdown.map((part) => ({ ...part, part }))]
  return (
    <div class="split-table">
      <TypedOption
        option="at"
        label={text.periodsShown[unit]}
        placeholder={usual.join(', ')}
        problem={at !== undefined && read === undefined ? text.periodsWrong(last) : undefined}
      />
      <DataTable
        caption={text.curveBy(splitName(split))}
        rows={rows}
        rowKey={({ part }) => JSON.stringify(part && [part.value, part.other])}
        columns={[
          {
            key: 'value',
            head: splitName(split),
            cell: ({ part }) => <ValueOf part={part} split={split} />,
          },
          {
            key: 'size',
            head: text.size,
            align: 'end',
            explain: <Defined of="entered" />,
            cell: ({ size }) => full('count', size, locale.value),
          },
          ...(read ?? usual).map(periodColumn),
        ]}
      />
    </div>
  )
}

function ValueOf({ part, split }: { part: Part | undefined; split: Split }) {
  if (part === undefined) return <b>{journeyWords.value.retention.together}</b>
  if (part.other) return partName(part, split)
  return <RowValue dimension={split} value={part.value} />
}

/** Of those whose n-th period is over the share that came in it, and between what it lies. */
function periodColumn(n: number): Column<Row> {
  const text = journeyWords.value.retention
  return {
    key: String(n),
    head: text.again(text.unitNames[unitInView()], n),
    align: 'end',
    explain: <Defined of="curve" />,
    cell: ({ curve }) => {
      const { rate = null, interval, people = 0 } = curve[n] ?? {}
      const [low = null, high = null] = interval ?? []
      const note = text.between(told(low), told(high), count(people, locale.value))
      return <Figure value={told(rate)} note={rate === null ? undefined : note} />
    },
  }
}
