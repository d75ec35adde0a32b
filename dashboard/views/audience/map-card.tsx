import { Answered, hasMore } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { PictureButton } from '../../blocks/downloads/picture-button.tsx'
import { Scale } from '../../charts/scale.tsx'
import { WORLD_SIZE } from '../../charts/world/world.ts'
import { mapScale, WorldMap } from '../../charts/world-map.tsx'
import { brief, full } from '../../format.ts'
import { sides } from '../../models/other-visits.ts'
import { reportQuestion } from '../../models/report.ts'
import { numberOf, type StatsAnswer } from '../../models/stats.ts'
import { useResource } from '../../models/use-resource.ts'
import { addCondition, aloneRequest, commonRequest, locale } from '../../models/view.ts'
import { countryName } from '../../names.ts'
import { BarList } from '../../parts/bar-list.tsx'
import { Card } from '../../parts/card.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { language, words } from '../../texts/texts.ts'

const COUNTRIES = { metrics: ['visitors'], dimensions: ['country'], limit: 300 } as const
/** As many as stand beside the map. */
const MOST_LISTED = 9

/** Where people are, the darker the more. */
export function MapCard() {
  const text = words.value.audience
  const answered = useResource<StatsAnswer>(() => {
    return reportQuestion('stats', { ...aloneRequest.value, ...COUNTRIES })
  })
  const room = <div style={{ aspectRatio: `${WORLD_SIZE.width} / ${WORLD_SIZE.height}` }} />
  return (
    <Card
      title={text.map}
      tools={
        <>
          <PictureButton name={text.map} />
          <CsvButton
            request={reportQuestion('stats', { ...commonRequest.value, ...COUNTRIES })?.key}
          />
        </>
      }
    >
      {sides.value && <p class="drill-note">{words.value.beside.of(sides.value.own)}</p>}
      <div class="map-card">
        <div class="map-room">
          <Answered of={answered} meanwhile={room}>
            {(answer) => (
              <WorldMap
                label={text.map}
                values={mapValues(answer)}
                onChoose={(code) => addCondition(['is', 'country', [code]])}
              />
            )}
          </Answered>
          <div class="scale-room">
            {answered.data.value && (
              <MapScale counts={placed(answered.data.value).map(visitorsOf)} />
            )}
          </div>
        </div>
        {hasMore(answered, ({ rows }) => rows.length === 0) && (
          <div class="map-list list-body">
            {answered.data.value ? (
              <TopCountries answer={answered.data.value} />
            ) : (
              <SkeletonRows rows={MOST_LISTED} />
            )}
          </div>
        )}
      </div>
    </Card>
  )
}

/** The names to the darkest of the map. */
function TopCountries({ answer }: { answer: StatsAnswer }) {
  const { dimensions, filters, metricNotes, metrics } = words.value
  const found = placed(answer).slice(0, MOST_LISTED)
  const most = Math.max(1, ...found.map(visitorsOf))
  const total = numberOf(answer.totals, 'visitors') ?? 0
  const rows = found.map((row) => {
    const code = String(row.country)
    const name = countryName(code, language.value)
    return {
      key: code,
      name,
      fill: visitorsOf(row) / most,
      value: brief('count', visitorsOf(row), locale.value),
      share: brief('rate', total > 0 ? visitorsOf(row) / total : null, locale.value),
      chooseLabel: filters.by(name),
      onChoose: () => addCondition(['is', 'country', [code]]),
    }
  })
  return (
    <BarList
      nameHead={dimensions.country}
      valueHead={metrics.visitors.name}
      share={{ head: metricNotes.ofVisitors }}
      rows={rows}
    />
  )
}

type Row = StatsAnswer['rows'][number]

function placed({ rows }: StatsAnswer): Row[] {
  return rows.filter((row) => typeof row.country === 'string')
}

function visitorsOf(row: Row): number {
  return numberOf(row, 'visitors') ?? 0
}

function MapScale({ counts }: { counts: readonly number[] }) {
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  const { audience, metrics } = words.value
  if (counts.length === 0 || least === most) return null
  const { shades, middle } = mapScale(least / most, 1)
  const number = (value: number) => full('count', Math.round(value), locale.value)
  return (
    <Scale
      label={audience.scale(metrics.visitors.name, number(least), number(most))}
      shades={shades}
      numbers={[number(least), number(middle * most), number(most)]}
    />
  )
}

function mapValues(answer: StatsAnswer) {
  const rows = placed(answer)
  const most = Math.max(1, ...rows.map(visitorsOf))
  const total = numberOf(answer.totals, 'visitors') ?? 0
  return rows.map((row) => {
    const count = visitorsOf(row)
    const share = total > 0 ? ` (${brief('rate', count / total, locale.value)})` : ''
    const name = countryName(String(row.country), language.value)
    return {
      code: String(row.country),
      share: count / most,
      title: `${name}: ${full('count', count, locale.value)}${share}`,
    }
  })
}
