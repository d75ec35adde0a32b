import { Plus } from 'lucide-preact'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { showFault } from '../../blocks/forms/show-fault.ts'
import { useSave } from '../../blocks/forms/use-save.ts'
import { SteadySnippet } from '../../blocks/steady-snippet.tsx'
import { go } from '../../models/address.ts'
import { askAgain, type Experiment } from '../../models/experiments.ts'
import { proposalIn } from '../../models/proposal.ts'
import { isHere, site, siteHere } from '../../models/sites.ts'
import { addThing, goals, replaceThing } from '../../models/things.ts'
import { linkTo, view } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Check } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { experimentWords } from '../../texts/experiments.ts'
import { AudienceFields } from './audience-fields.tsx'
import { type ExperimentDraft, FRESH_CHANGE, readExperiment, writeExperiment } from './draft.ts'
import { withPlan } from './draft-plan.ts'
import { Fault } from './fault.tsx'
import { MetricFields } from './metric-fields.tsx'
import { NameFields } from './name-fields.tsx'
import { PeopleFields } from './people-fields.tsx'
import { PlanFields } from './plan-fields.tsx'
import { copiedDraft, proposedDraft } from './proposed-draft.ts'
import { inExperimentWords } from './refusals.ts'
import { usePlan } from './use-plan.ts'
import { VariantFields } from './variant-fields.tsx'

interface BuilderProps {
  /** The one to change; a new one without it. */
  experiment?: Experiment
  /** A new one like it. */
  copy?: boolean
}

const FIELDS = [
  ...[
    'name',
    'key',
    'hypothesis',
    'target.urls',
    'target.when',
    'coverage',
    'layer',
    'layer_range',
  ],
  ...['variants', 'metrics', 'plan.minimum_effect', 'plan.power', 'plan.alpha'],
]

/** The form of an experiment: what is tried, on whom, and what decides. */
export function Builder({ experiment, copy = false }: BuilderProps) {
  const { form: text, result } = experimentWords.value
  const [draft, setDraft] = useState(() => startOf(experiment, copy))
  const saving = inExperimentWords(useSave({ fields: FIELDS, unique: 'key' }))
  const change = (part: Partial<ExperimentDraft>) => setDraft((now) => ({ ...now, ...part }))
  const known = copy ? undefined : experiment
  const running = known?.status === 'running'
  const { traffic, planned } = usePlan(draft, { running })
  const submit = async (event: JSX.TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const input = writeExperiment(withPlan(draft, planned.data.peek()), known)
    const domain = siteHere()
    const store = () =>
      known
        ? replaceThing(domain, 'experiments', known.key, input)
        : addThing(domain, 'experiments', { ...input, seed: undefined })
    if (!(await saving.save(store))) return showFault(form)
    askAgain()
    if (isHere(domain)) go(linkTo('experiments', { options: { experiment: draft.key } }))
  }
  if (goals.data.value?.length === 0) return <NoGoals />
  return (
    <form class="stack" onSubmit={submit}>
      {running && <Notice tone="wait">{text.running}</Notice>}
      <Card title={text.title}>
        <div class="form">
          <NameFields draft={draft} change={change} fixed={known !== undefined} saving={saving} />
        </div>
      </Card>
      <Card title={text.target}>
        <div class="form">
          <AudienceFields
            draft={draft}
            change={change}
            traffic={traffic}
            about={saving.about}
            fixed={running}
          />
          <PeopleFields draft={draft} change={change} saving={saving} />
        </div>
      </Card>
      <Card title={text.variants}>
        <div class="form">
          <Check label={text.same} value={draft.same} onValue={(same) => change({ same })} />
          <p class="field-hint">{draft.same ? result.same : text.controlHint}</p>
          <Fault said={saving.itself('variants')} />
          {draft.variants.map((variant, place) => (
            <VariantFields
              key={place}
              variant={variant}
              control={place === 0 || draft.same}
              pages={draft.pages}
              saving={saving}
              path={`variants.${place}`}
              onVariant={(next) =>
                change({ variants: draft.variants.map((one, i) => (i === place ? next : one)) })
              }
              onRemove={
                draft.variants.length > 2 && place > 0
                  ? () => change({ variants: draft.variants.filter((_, i) => i !== place) })
                  : undefined
              }
            />
          ))}
          {!draft.same && <p class="field-hint">{text.code}</p>}
          {!draft.same && <SteadySnippet />}
          <Button onClick={() => change({ variants: withVariant(draft) })}>
            <Plus size={14} aria-hidden="true" />
            {text.addVariant}
          </Button>
        </div>
      </Card>
      <Card title={text.metrics}>
        <MetricFields
          metrics={draft.metrics}
          onMetrics={(metrics) => change({ metrics })}
          saving={saving}
        />
      </Card>
      {!running && (
        <Card title={text.plan}>
          <PlanFields draft={draft} change={change} planned={planned} about={saving.about} />
        </Card>
      )}
      <SaveBar saving={saving} label={known ? text.save : text.saveNew} />
    </form>
  )
}

function startOf(experiment: Experiment | undefined, copy: boolean): ExperimentDraft {
  const isCookieless = site.peek()?.identity === 'cookieless'
  if (experiment === undefined) {
    const { options, filters } = view.peek()
    const names = goals.data.peek()?.map(({ name }) => name) ?? []
    return proposedDraft(proposalIn(options), { goals: names, filters, isCookieless })
  }
  return copy ? copiedDraft(experiment, isCookieless) : readExperiment(experiment)
}

/** One more, all with equal shares. */
function withVariant({ variants }: ExperimentDraft): ExperimentDraft['variants'] {
  const letter = String.fromCharCode(97 + variants.length)
  const next = { key: letter, weight: '', changes: [FRESH_CHANGE] }
  const equal = String(Number((100 / (variants.length + 1)).toFixed(2)))
  return [...variants, next].map((one) => ({ ...one, weight: equal }))
}

function NoGoals() {
  const text = experimentWords.value.form
  return (
    <Card>
      <p>{text.noGoals}</p>
      <a class="button" data-kind="primary" href={linkTo('settings/goals')}>
        {text.addGoal}
      </a>
    </Card>
  )
}
