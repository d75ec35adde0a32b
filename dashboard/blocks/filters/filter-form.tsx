import { X } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { FilterValue } from '../../../collector/settings/filter.ts'
import { type Dimension, isCustomerFact, type Operator } from '../../../collector/vocabulary.ts'
import { brief } from '../../format.ts'
import { type Condition, isCondition } from '../../models/filters.ts'
import { reportQuestion } from '../../models/report.ts'
import { site } from '../../models/sites.ts'
import { numberOf, type StatsAnswer } from '../../models/stats.ts'
import { useResource } from '../../models/use-resource.ts'
import { aloneRequest, locale } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { language, words } from '../../texts/texts.ts'
import { SelectField } from '../forms/select-field.tsx'
import { isExact, operatorsFor, type Seen, valuesOf } from './filter-draft.ts'

/** And of who never had a subscription. */
const CUSTOMER_STATES = ['trial', 'active', 'renewed', 'lost', null] as const

interface FilterFormProps {
  dimension: Dimension
  start?: Condition
  onApply: (condition: Condition) => void
}

/** An operator and one value or several; what occurs in this period is offered. */
export function FilterForm({ dimension, start, onApply }: FilterFormProps) {
  const text = words.value.filters
  const [operator, setOperator] = useState<Operator>(
    start?.[0] ?? operatorsFor(dimension)[0] ?? 'is',
  )
  const [values, setValues] = useState<readonly FilterValue[]>(start?.[2] ?? [])
  const [typed, setTyped] = useState('')
  const seen = useSeen(dimension)
  const exact = isExact(operator)
  const submit = (event: Event) => {
    event.preventDefault()
    onApply([operator, dimension, valuesOf({ operator, values, typed }, seen)])
  }
  const choose = (value: FilterValue) => {
    if (!values.includes(value)) setValues([...values, value])
    setTyped('')
  }
  return (
    <form class="filter-form" onSubmit={submit}>
      <SelectField
        label={text.operator}
        value={operator}
        onValue={setOperator}
        choices={operatorsFor(dimension).map((value) => ({ value, name: text.operators[value] }))}
      />
      <Chosen dimension={dimension} values={values} onValues={setValues} />
      <TextField
        label={text.value}
        hint={dimension === 'customer:mrr' && text.aMonthIn(site.value?.currency ?? '')}
        value={typed}
        required={values.length === 0}
        data-first
        onValue={setTyped}
      />
      <Suggestions
        seen={seen.filter(({ value }) => !values.includes(value) && (exact || value !== null))}
        sought={typed}
        onChoose={choose}
      />
      <Button kind="primary" type="submit">
        {text.apply}
      </Button>
    </form>
  )
}

/** What the dimension's values were in this period, whatever is filtered by it already. */
function useSeen(dimension: Dimension): Seen[] {
  const found = useResource<StatsAnswer>(() => {
    const { filters, period } = aloneRequest.value
    const others = filters.filter((filter) => !(isCondition(filter) && filter[1] === dimension))
    // No report has rows of what customers are.
    if (isCustomerFact(dimension)) return undefined
    return reportQuestion('stats', {
      period,
      filters: others,
      metrics: ['visitors'],
      dimensions: [dimension],
      limit: 100,
    })
  })
  if (dimension === 'customer:state') return CUSTOMER_STATES.map(stateSeen)
  return (found.data.value?.rows ?? []).map((row) => ({
    value: row[dimension] ?? null,
    name: valueName(dimension, row[dimension], language.value, words.value),
    count: brief('count', numberOf(row, 'visitors'), locale.value),
  }))
}

function stateSeen(value: string | null): Seen {
  const name = valueName('customer:state', value, language.value, words.value)
  return { value, name, count: '' }
}

interface ChosenProps {
  dimension: Dimension
  values: readonly FilterValue[]
  onValues: (values: FilterValue[]) => void
}

function Chosen({ dimension, values, onValues }: ChosenProps) {
  const text = words.value.filters
  if (values.length === 0) return null
  return (
    <fieldset class="chosen">
      <legend class="unseen">{text.chosen}</legend>
      {values.map((value) => {
        const name = valueName(dimension, value, language.value, words.value)
        return (
          <Button
            key={JSON.stringify(value)}
            size="small"
            title={text.drop(name)}
            aria-label={text.drop(name)}
            onClick={() => onValues(values.filter((other) => other !== value))}
          >
            <bdi dir="auto">{name}</bdi>
            <X size={12} />
          </Button>
        )
      })}
    </fieldset>
  )
}

interface SuggestionsProps {
  seen: readonly Seen[]
  sought: string
  onChoose: (value: FilterValue) => void
}

const MOST = 20

/** By its name, or as it is stored. */
function answers({ name, value }: Seen, part: string): boolean {
  return `${name} ${value ?? ''}`.toLowerCase().includes(part)
}

function Suggestions({ seen, sought, onChoose }: SuggestionsProps) {
  const text = words.value.filters
  const part = sought.toLowerCase()
  const found = seen.filter((one) => answers(one, part)).slice(0, MOST)
  if (found.length === 0) return null
  return (
    <fieldset class="suggestions">
      <legend class="menu-label">{text.suggestions}</legend>
      {found.map(({ value, name, count }) => (
        <button
          key={JSON.stringify(value)}
          type="button"
          class="menu-item"
          onClick={() => onChoose(value)}
        >
          <span class="menu-text" dir="auto">
            {name}
          </span>
          <span class="menu-note">{count}</span>
        </button>
      ))}
    </fieldset>
  )
}
