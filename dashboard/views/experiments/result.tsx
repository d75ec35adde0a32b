import { ArrowLeft } from 'lucide-preact'
import { Answered } from '../../blocks/answers/answered.tsx'
import { Warnings } from '../../blocks/answers/warnings.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import type { Experiment } from '../../models/experiments.ts'
import { reportQuestion } from '../../models/report.ts'
import { useAnswer } from '../../models/use-resource.ts'
import { linkTo, showOption, view } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { experimentWords } from '../../texts/experiments.ts'
import { BreakdownCard } from './breakdown-card.tsx'
import { State } from './experiment-list.tsx'
import { ExperimentLog } from './experiment-log.tsx'
import { HealthRow } from './health-row.tsx'
import { MetricCard } from './metric-card.tsx'
import { experimentText } from './refusals.ts'
import { SavePage } from './save-page.tsx'
import { Steps } from './steps.tsx'
import { type Answer, judgedText, planText, verdictReason, verdictWord } from './verdict-words.ts'
import { WithoutIds } from './without-ids.tsx'

const ENGINES = ['always_valid', 'fixed', 'bayesian'] as const

/** What the address asks of it. */
function requestOf({ key }: Experiment) {
  const { phase, by, engine } = view.value.options
  return {
    key,
    engine: ENGINES.find((one) => one === engine) ?? ('always_valid' as const),
    ...(phase !== undefined && /^\d+$/.test(phase) && { phase: Number(phase) }),
    ...(by !== undefined && { breakdown: by as never }),
  }
}

/** One experiment read from top to bottom: what to do, whether to trust it, what it showed, who changed it. */
export function Result({ experiment }: { experiment: Experiment }) {
  const text = experimentWords.value
  const { by } = view.value.options
  const request = requestOf(experiment)
  const { engine } = request
  // A step changes what is answered, though the same is asked.
  const { status, phases } = experiment
  const asked = { request, state: `${status} ${phases.length}` }
  const answered = useAnswer<typeof asked, Answer>(asked, ({ request: of, state }) => {
    const question = reportQuestion('experiment', of)
    return question && { ...question, key: `${question.key} ${state}` }
  })
  return (
    <div class="stack">
      <div class="experiment-head">
        <a class="button" data-kind="ghost" data-size="small" href={linkTo('experiments')}>
          <ArrowLeft size={14} aria-hidden="true" />
          {text.all}
        </a>
        <h2 dir="auto">{experiment.name}</h2>
        <State status={experiment.status} />
        <Steps experiment={experiment} answer={answered.data.value} />
      </div>
      <Answered of={answered} uncarded meanwhile={<Skeleton height="20rem" />}>
        {(answer) => (
          <div class="stack">
            <Card
              title={verdictWord(answer)}
              tools={
                <>
                  {answer.phase && <SavePage experiment={experiment} answer={answer} />}
                  <CsvButton request={reportQuestion('experiment', request)?.key} />
                </>
              }
            >
              <p class="sentence">{verdictReason(answer)}</p>
              <WithoutIds experiment={experiment} answer={answer} />
              {answer.same && <p class="field-hint">{text.result.same}</p>}
              {planText(answer) && <p class="field-hint">{planText(answer)}</p>}
              {experiment.phases.length > 1 && judgedText(answer) && (
                <p class="field-hint">{judgedText(answer)}</p>
              )}
              {experiment.hypothesis && <p dir="auto">{experiment.hypothesis}</p>}
              <div class="experiment-head">
                <Segmented
                  label={text.engines.label}
                  value={engine}
                  choices={ENGINES.map((value) => ({ value, name: text.engines[value] }))}
                  onValue={(value) =>
                    showOption('engine', value === 'always_valid' ? undefined : value)
                  }
                />
                {experiment.phases.length > 1 && (
                  <SelectField
                    label={text.phaseLabel}
                    value={String(answer.phase?.phase ?? '')}
                    choices={experiment.phases.map((one) => ({
                      value: String(one.phase),
                      name: text.phase(one.phase),
                    }))}
                    onValue={(value) => showOption('phase', value)}
                  />
                )}
              </div>
              <Warnings of={answer.meta.warnings} say={experimentText} />
            </Card>
            {answer.phase && <HealthRow answer={answer} />}
            {answer.phase &&
              answer.metrics.map((metric, place) => (
                <MetricCard key={`${metric.role} ${place}`} metric={metric} answer={answer} />
              ))}
            {answer.phase && <BreakdownCard answer={answer} by={by} />}
            <ExperimentLog experimentKey={experiment.key} />
          </div>
        )}
      </Answered>
    </div>
  )
}
