import { Plus, X } from 'lucide-preact'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import type { Saving } from '../../blocks/forms/use-save.ts'
import { goals } from '../../models/things.ts'
import { Button } from '../../parts/button.tsx'
import { Check, TextField } from '../../parts/field.tsx'
import { experimentWords } from '../../texts/experiments.ts'
import { freshMetric, type MetricDraft } from './draft.ts'
import { metricPathsIn } from './draft-paths.ts'
import { Fault } from './fault.tsx'
import { KINDS, WINDOWS } from './metric-choices.ts'

interface MetricFieldsProps {
  metrics: readonly MetricDraft[]
  onMetrics: (metrics: MetricDraft[]) => void
  saving: Pick<Saving, 'about' | 'itself'>
}

const LISTS = ['metrics', 'metrics.primary', 'metrics.secondary', 'metrics.guardrails']
const ROLES = ['primary', 'secondary', 'guardrail'] as const

/** The goals that decide, that are watched, and that must not suffer. */
export function MetricFields({ metrics, onMetrics, saving }: MetricFieldsProps) {
  const text = experimentWords.value.form
  const add = () => {
    const goal = goals.data.value?.[0]?.name ?? ''
    const role = metrics.length === 0 ? 'primary' : 'secondary'
    onMetrics([...metrics, freshMetric(goal, role)])
  }
  const paths = metricPathsIn(metrics)
  const wholes = [...new Set([...LISTS, ...paths])]
  return (
    <div class="form">
      {wholes.map((path) => (
        <Fault key={path} said={saving.itself(path)} />
      ))}
      {metrics.map((metric, place) => (
        <MetricRow
          key={place}
          metric={metric}
          about={(field) => saving.about(`${paths[place]}.${field}`)}
          onMetric={(next) => onMetrics(metrics.map((one, i) => (i === place ? next : one)))}
          onRemove={() => onMetrics(metrics.filter((_, i) => i !== place))}
        />
      ))}
      <Button onClick={add}>
        <Plus size={14} aria-hidden="true" />
        {text.addMetric}
      </Button>
    </div>
  )
}

/** Stands for null, which no option has. */
const TO_THE_STOP = ''

/** The usual ones, and that which a program has chosen. */
function windowsWith(window: string): string[] {
  return [...new Set([...WINDOWS, TO_THE_STOP, window])]
}

interface MetricRowProps {
  metric: MetricDraft
  /** What was wrong with a field of it. */
  about: (field: string) => string | undefined
  onMetric: (metric: MetricDraft) => void
  onRemove: () => void
}

function MetricRow({ metric, about, onMetric, onRemove }: MetricRowProps) {
  const { form: text, roles, kinds } = experimentWords.value
  const known = goals.data.value ?? []
  const window = metric.window ?? TO_THE_STOP
  return (
    <div class="change-fields">
      <SelectField
        label={text.goal}
        value={metric.goal}
        problem={about('goal')}
        choices={known.map(({ name }) => ({ value: name, name }))}
        onValue={(goal) => onMetric({ ...metric, goal })}
      />
      <SelectField
        label={text.kind}
        value={metric.kind}
        problem={about('kind')}
        choices={KINDS.map((value) => ({ value, name: kinds[value] }))}
        onValue={(kind) => onMetric({ ...metric, kind })}
      />
      <SelectField
        label={text.window}
        value={window}
        problem={about('window')}
        choices={windowsWith(window).map((value) => ({
          value,
          name: (text.windows as Readonly<Record<string, string>>)[value] ?? value,
        }))}
        onValue={(next) => onMetric({ ...metric, window: next === TO_THE_STOP ? null : next })}
      />
      <Button
        kind="ghost"
        label={text.removeMetric}
        icon={<X size={14} aria-hidden="true" />}
        onClick={onRemove}
      />

      {metric.kind === 'ratio' && <Ratio metric={metric} about={about} onMetric={onMetric} />}
      <SelectField
        label={text.role}
        value={metric.role}
        choices={ROLES.map((value) => ({ value, name: roles[value] }))}
        onValue={(role) => onMetric({ ...metric, role })}
      />
      <TextField
        label={text.ownEffect}
        type="number"
        min="0.1"
        step="any"
        placeholder={text.ofPlan}
        value={metric.effect}
        problem={about('minimum_effect')}
        onValue={(effect) => onMetric({ ...metric, effect })}
      />
      <Check
        label={text.lower}
        value={metric.lower}
        onValue={(lower) => onMetric({ ...metric, lower })}
      />
    </div>
  )
}

/** Something for each of something else: what an order brings, how many pages a visit has. */
function Ratio({ metric, about, onMetric }: Omit<MetricRowProps, 'onRemove'>) {
  const text = experimentWords.value.form
  const known = goals.data.value ?? []
  return (
    <>
      <SelectField
        label={text.above}
        value={metric.paid ? 'revenue' : 'conversions'}
        choices={(['revenue', 'conversions'] as const).map((value) => ({
          value,
          name: text.aboves[value],
        }))}
        onValue={(of) => onMetric({ ...metric, paid: of === 'revenue' })}
      />
      <SelectField
        label={text.per}
        hint={text.perHint}
        value={metric.per}
        problem={about('per')}
        choices={known.map(({ name }) => ({ value: name, name }))}
        onValue={(per) => onMetric({ ...metric, per })}
      />
    </>
  )
}
