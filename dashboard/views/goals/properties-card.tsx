import { useComputed } from '@preact/signals'
import type { Dimension, Metric } from '../../../collector/vocabulary.ts'
import { Answered } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { NothingHere } from '../../blocks/tables/list-card.tsx'
import { brief } from '../../format.ts'
import { reportQuestion } from '../../models/report.ts'
import { numberOf, type StatsAnswer } from '../../models/stats.ts'
import { useResource } from '../../models/use-resource.ts'
import { addCondition, aloneRequest, commonRequest, locale, view } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import { guest } from '../../opened-as.ts'
import { BarList } from '../../parts/bar-list.tsx'
import { Card } from '../../parts/card.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { language, words } from '../../texts/texts.ts'
import { PropertyChoice, PropertyField } from './property-choice.tsx'

/** Values of one property, by its name. */
export function PropertiesCard() {
  const text = words.value.events
  const property = useComputed(() => view.value.options.property)
  const answered = useResource<StatsAnswer>(() => {
    if (!property.value) return undefined
    return reportQuestion('stats', { ...aloneRequest.value, ...byProperty(property.value) })
  })
  const whole = property.value && { ...commonRequest.value, ...byProperty(property.value) }
  return (
    <Card
      title={text.property}
      tools={whole && <CsvButton request={reportQuestion('stats', whole)?.key} />}
    >
      {guest ? <PropertyField /> : <PropertyChoice chosen={property.value} />}
      {property.value && (
        <Answered of={answered} meanwhile={<SkeletonRows rows={5} />}>
          {(answer) => <PropertyRows answer={answer} dimension={`prop:${property.value}`} />}
        </Answered>
      )}
    </Card>
  )
}

function byProperty(name: string): { metrics: Metric[]; dimensions: Dimension[] } {
  return { metrics: ['events'], dimensions: [`prop:${name}`] }
}

function PropertyRows({ answer, dimension }: { answer: StatsAnswer; dimension: Dimension }) {
  const rows = answer.rows.filter((row) => dimension in row)
  if (rows.length === 0) return <NothingHere />
  const most = Math.max(1, ...rows.map((row) => numberOf(row, 'events') ?? 0))
  return (
    <BarList
      nameHead={dimension.slice('prop:'.length)}
      valueHead={words.value.metrics.events.name}
      rows={rows.map((row) => {
        const value = row[dimension] ?? null
        const name = valueName(dimension, value, language.value, words.value)
        const count = numberOf(row, 'events') ?? 0
        return {
          key: JSON.stringify(value),
          name,
          fill: count / most,
          value: brief('count', count, locale.value),
          chooseLabel: words.value.filters.by(name),
          onChoose: () => addCondition(['is', dimension, [value]]),
        }
      })}
    />
  )
}
