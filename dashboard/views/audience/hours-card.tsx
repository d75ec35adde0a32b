import { Answered } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { PictureButton } from '../../blocks/downloads/picture-button.tsx'
import { HEAT_SHADES, HeatMap } from '../../charts/heat-map.tsx'
import { Scale } from '../../charts/scale.tsx'
import { weekday } from '../../dates.ts'
import { full } from '../../format.ts'
import { withCondition } from '../../models/filters.ts'
import { sides } from '../../models/other-visits.ts'
import { reportQuestion } from '../../models/report.ts'
import { numberOf, type StatsAnswer } from '../../models/stats.ts'
import { useResource } from '../../models/use-resource.ts'
import { aloneRequest, commonRequest, locale, showFilters, view } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { words } from '../../texts/texts.ts'

const DAYS = [1, 2, 3, 4, 5, 6, 7]
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

const BY_HOUR = { metrics: ['visits'], dimensions: ['weekday', 'hour'], limit: 1000 } as const

/** Visits by weekday and hour. */
export function HoursCard() {
  const text = words.value.audience
  const answered = useResource<StatsAnswer>(() => {
    return reportQuestion('stats', { ...aloneRequest.value, ...BY_HOUR })
  })
  return (
    <Card
      title={text.hours}
      tools={
        <>
          <PictureButton name={text.hours} />
          <CsvButton
            request={reportQuestion('stats', { ...commonRequest.value, ...BY_HOUR })?.key}
          />
        </>
      }
    >
      <p class="drill-note">{text.hoursHint}</p>
      {sides.value && <p class="drill-note">{words.value.beside.of(sides.value.own)}</p>}
      <div class="heat-room">
        <Answered
          of={answered}
          meanwhile={
            <>
              <Skeleton height="12rem" />
              <div class="scale-room" />
            </>
          }
        >
          {(answer) => <Hours answer={answer} />}
        </Answered>
      </div>
    </Card>
  )
}

function Hours({ answer }: { answer: StatsAnswer }) {
  const text = words.value.audience
  const { language } = locale.value
  const counts = new Map(
    answer.rows.map((row) => [`${row.weekday} ${Number(row.hour)}`, numberOf(row, 'visits') ?? 0]),
  )
  const values = DAYS.map((day) => HOURS.map((hour) => counts.get(`${day} ${hour}`) ?? 0))
  const hourName = (hour: number) => String(hour).padStart(2, '0')
  return (
    <>
      <HeatMap
        label={text.hours}
        rowNames={DAYS.map((day) => weekday(day, language))}
        columnNames={HOURS.map(hourName)}
        values={values}
        title={(row, hour) =>
          text.heat(
            weekday(row + 1, language),
            `${hourName(hour)}:00`,
            full('count', values[row]?.[hour], locale.value),
          )
        }
        onChoose={chooseHour}
      />
      <div class="scale-room">
        <HoursScale counts={values.flat()} />
      </div>
    </>
  )
}

function HoursScale({ counts }: { counts: readonly number[] }) {
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  const number = (value: number) => full('count', Math.round(value), locale.value)
  const text = words.value
  if (most === least) return null
  return (
    <Scale
      label={text.audience.scale(text.metrics.visits.name, number(least), number(most))}
      shades={HEAT_SHADES}
      numbers={[number(least), number((least + most) / 2), number(most)]}
    />
  )
}

/** Filters by the weekday and the hour of a cell. */
function chooseHour(row: number, hour: number): void {
  const onDay = withCondition(view.peek().filters, ['is', 'weekday', [row + 1]])
  showFilters(withCondition(onDay, ['is', 'hour', [hour]]))
}
