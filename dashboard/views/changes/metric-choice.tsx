import { SelectField } from '../../blocks/forms/select-field.tsx'
import { stepName } from '../../blocks/funnels/step-name.ts'
import { go } from '../../models/address.ts'
import { funnelInView } from '../../models/funnel.ts'
import { funnels } from '../../models/things.ts'
import { changed, showOption, view } from '../../models/view.ts'
import { journeyWords } from '../../texts/journeys.ts'
import { words } from '../../texts/texts.ts'
import { CHOICES, chosenMetric, chosenStep, STEP, usualMetric } from './asked.ts'

/** What is to be explained: a metric, or how many of a funnel reach one of its steps. */
export function MetricChoice() {
  const { explaining, metrics } = words.value
  const changes = journeyWords.value.changes
  const chosen = chosenMetric()
  return (
    <>
      <SelectField
        label={changes.metric}
        value={chosen}
        choices={CHOICES.map((value) => ({
          value,
          name: value === STEP ? explaining.step : metrics[value].name,
        }))}
        onValue={(value) => showOption('metric', value === usualMetric() ? undefined : value)}
      />
      {chosen === STEP && <StepChoice />}
    </>
  )
}

function StepChoice() {
  const text = words.value.explaining
  const inView = funnelInView.value
  if (!inView) return null
  const saved = funnels.data.value ?? []
  const isOwn = inView.saved === undefined || view.value.options.steps !== undefined
  return (
    <>
      {saved.length > 0 && (
        <SelectField
          label={text.whichFunnel}
          value={isOwn ? '' : (inView.saved?.id ?? '')}
          choices={[
            ...(isOwn ? [{ value: '', name: text.unsaved }] : []),
            ...saved.map(({ id, name }) => ({ value: id, name })),
          ]}
          onValue={(id) => {
            const options = { metric: STEP, funnel: id }
            if (id !== '') go(changed({ options }), { replace: true })
          }}
        />
      )}
      <SelectField
        label={text.whichStep}
        value={String(chosenStep())}
        choices={inView.steps
          .map((step, place) => ({ value: String(place), name: stepName(step) }))
          .slice(1)}
        onValue={(place) => showOption('step', place)}
      />
    </>
  )
}
