import { useState } from 'preact/hooks'
import type { FilterValue, Operator } from '../../../collector/config/filter.ts'
import type { Dimension } from '../../../collector/reports/vocabulary.ts'
import { brief } from '../../format.ts'
import { type Condition, OPERATORS } from '../../models/filters.ts'
import { numberOf, reportQuestion, type StatsAnswer } from '../../models/stats.ts'
import { useResource } from '../../models/use-resource.ts'
import { commonRequest, locale } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { SelectField, TextField } from '../../parts/field.tsx'
import { language, words } from '../../texts/texts.ts'

interface FilterFormProps {
  dimension: Dimension
  start?: Condition
  onApply: (condition: Condition) => void
}

const OFFERED = OPERATORS.filter((operator) => operator !== 'gt' && operator !== 'lt')

/** An operator and a value; what occurs in this period is offered. */
export function FilterForm({ dimension, start, onApply }: FilterFormProps) {
  const text = words.value.filters
  const [operator, setOperator] = useState<Operator>(start?.[0] ?? 'is')
  const [sought, setSought] = useState(start ? start[2].join(', ') : '')
  return (
    <form
      class="filter-form"
      onSubmit={(event) => {
        event.preventDefault()
        const values = sought.split(',').map((value) => value.trim())
        onApply([operator, dimension, values.filter(Boolean)])
      }}
    >
      <SelectField
        label={text.operator}
        value={operator}
        onValue={setOperator}
        choices={OFFERED.map((value) => ({ value, name: text.operators[value] }))}
      />
      <TextField label={text.value} value={sought} required data-first onValue={setSought} />
      <Suggestions
        dimension={dimension}
        sought={sought}
        onChoose={(value) => onApply([operator, dimension, [value]])}
      />
      <Button kind="primary" type="submit">
        {text.apply}
      </Button>
    </form>
  )
}

interface SuggestionsProps {
  dimension: Dimension
  sought: string
  onChoose: (value: FilterValue) => void
}

function Suggestions({ dimension, sought, onChoose }: SuggestionsProps) {
  const text = words.value.filters
  const seen = useResource<StatsAnswer>(() => {
    const { compare: _, ...common } = commonRequest.value
    const request = { ...common, metrics: ['visitors'], dimensions: [dimension], limit: 100 }
    return reportQuestion('stats', request)
  })
  const rows = (seen.data.value?.rows ?? []).map((row) => ({
    value: row[dimension] ?? null,
    name: valueName(dimension, row[dimension], language.value, words.value),
    count: brief('count', numberOf(row, 'visitors'), locale.value),
  }))
  const part = sought.toLowerCase()
  const found = rows.filter(({ name }) => name.toLowerCase().includes(part)).slice(0, 20)
  if (found.length === 0) return null
  return (
    <fieldset class="suggestions">
      <legend class="menu-label">{text.suggestions}</legend>
      {found.map(({ value, name, count }) => (
        <button key={name} type="button" class="menu-item" onClick={() => onChoose(value)}>
          <span class="menu-text">{name}</span>
          <span class="menu-note">{count}</span>
        </button>
      ))}
    </fieldset>
  )
}
