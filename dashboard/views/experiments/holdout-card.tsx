import { useState } from 'preact/hooks'
import { Answered } from '../../blocks/answers/answered.tsx'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { useSave } from '../../blocks/forms/use-save.ts'
import { day } from '../../dates.ts'
import { brief, full } from '../../format.ts'
import {
  type Compared,
  type HeldTo,
  type HoldoutAnswer,
  holdOut,
  holdoutQuestion,
} from '../../models/holdout.ts'
import { dayIn } from '../../models/period.ts'
import { mayChange, site } from '../../models/sites.ts'
import { goals } from '../../models/things.ts'
import { useAnswer } from '../../models/use-resource.ts'
import { linkTo, locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { TextField } from '../../parts/field.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { experimentWords } from '../../texts/experiments.ts'
import { Mark } from './health-row.tsx'
import { MetricFigures } from './metric-card.tsx'
import { KINDS_OF_ONE_GOAL, WINDOWS } from './metric-choices.ts'
import { lackingText, type MetricAnswer, sureText } from './verdict-words.ts'

/** The share that no experiment has: the field, and what experiments bring beside it. */
export function HoldoutCard() {
  const text = experimentWords.value.holdout
  const current = site.value
  if (current === undefined) return null
  const { holdout, identity } = current
  return (
    <Card title={text.title}>
      <div class="form">
        <p class="field-hint">{text.hint}</p>
        {mayChange.value && <ShareForm key={holdout} holdout={holdout} />}
        {holdout === 0 ? (
          <p>{text.none}</p>
        ) : identity === 'cookieless' ? (
          <Cookieless />
        ) : (
          <Comparison />
        )}
      </div>
    </Card>
  )
}

function Cookieless() {
  const text = experimentWords.value.holdout
  return (
    <>
      <p>{text.cookieless}</p>
      {mayChange.value && <a href={linkTo('settings/general')}>{text.identity}</a>}
    </>
  )
}

function ShareForm({ holdout }: { holdout: number }) {
  const text = experimentWords.value.holdout
  const stored = String(Number((holdout * 100).toFixed(2)))
  const [share, setShare] = useState(stored)
  const saving = useSave({ fields: ['holdout'] })
  const submit = (event: Event) => {
    event.preventDefault()
    void saving.save(() => holdOut(Number(share) / 100))
  }
  return (
    <form class="form holdout-share" onSubmit={submit}>
      <TextField
        label={text.share}
        hint={`${holdout > 0 ? `${text.moves} ` : ''}${text.shipped}`}
        type="number"
        inputMode="decimal"
        min="0"
        max="50"
        step="any"
        required
        value={share}
        problem={saving.about('holdout')}
        onValue={setShare}
      />
      <SaveBar saving={saving} disabled={share === stored} />
    </form>
  )
}

function Comparison() {
  const [metric, setMetric] = useState<HeldTo>()
  const answered = useAnswer<HeldTo | undefined, HoldoutAnswer>(metric, holdoutQuestion)
  return (
    <Answered of={answered} meanwhile={<Skeleton height="16rem" />}>
      {({ compared, reason }) =>
        compared === null ? (
          <p>
            {reason === 'no goal'
              ? experimentWords.value.holdout.noGoal
              : experimentWords.value.holdout.none}
          </p>
        ) : (
          <Told compared={compared} onMetric={setMetric} />
        )
      }
    </Answered>
  )
}

interface ToldProps {
  compared: Compared
  onMetric: (metric: HeldTo) => void
}

function Told({ compared, onMetric }: ToldProps) {
  const { holdout: text } = experimentWords.value
  const { verdict, from, health, alpha } = compared
  const metric = named(compared.metric)
  const zone = site.value?.timezone ?? 'UTC'
  const since = dayIn(zone, Date.parse(from))
  const why =
    verdict.trouble !== null
      ? text.troubles[verdict.trouble]
      : verdict.word === 'unclear'
        ? lackingText(verdict.missing)
        : sureText(alpha)
  return (
    <div class="form">
      <MetricChoice metric={compared.metric} onMetric={onMetric} />
      <div>
        <p class="verdict" role="status">
          {text.words[verdict.word]}
        </p>
        <p class="sentence">{why}</p>
      </div>
      <p class="field-hint">{text.since(day(since, locale.value.language))}</p>
      <GroupHealth health={health} />
      <MetricFigures metric={metric} answer={{ engine: 'always_valid', alpha }} />
    </div>
  )
}

function GroupHealth({ health: of }: Pick<Compared, 'health'>) {
  const { srm, units, crossovers } = of
  const { holdout: text, health } = experimentWords.value
  const crossed = units === 0 ? 0 : crossovers / units
  return (
    <div class="health-row">
      <span>{text.seen(full('count', units, locale.value))}</span>
      <Mark tone={srm === null ? 'wait' : srm.flag ? 'bad' : 'good'}>
        {srm === null ? health.splitWait : health.split(`p ${srm.p_value.toPrecision(2)}`)}
      </Mark>
      <span>{text.crossed(brief('rate', crossed, locale.value))}</span>
    </div>
  )
}

/** With the groups as people call them. */
function named(metric: Compared['metric']): MetricAnswer {
  const { groups } = experimentWords.value.holdout
  const nameOf = (key: string) => groups[key as keyof typeof groups] ?? key
  const inWords = <Row extends { key: string }>(row: Row): Row => ({ ...row, key: nameOf(row.key) })
  return {
    ...metric,
    variants: metric.variants.map(inWords),
    series: metric.series.map((one) => ({ ...one, variants: one.variants.map(inWords) })),
  }
}

/** What both groups are held against. */
function MetricChoice({
  metric,
  onMetric,
}: { metric: MetricAnswer } & Pick<ToldProps, 'onMetric'>) {
  const { form, kinds } = experimentWords.value
  const { goal, kind, window } = metric
  const known = goals.data.value ?? []
  const choose = (part: Partial<HeldTo>) => onMetric({ goal, kind, window, ...part })
  return (
    <div class="form-pair">
      <SelectField
        label={form.goal}
        value={goal}
        choices={known.map(({ name }) => ({ value: name, name }))}
        onValue={(next) => choose({ goal: next })}
      />
      <SelectField
        label={form.kind}
        value={kind}
        choices={KINDS_OF_ONE_GOAL.map((value) => ({ value, name: kinds[value] }))}
        onValue={(next) => choose({ kind: next })}
      />
      <SelectField
        label={form.window}
        value={window ?? ''}
        choices={WINDOWS.map((value) => ({ value, name: form.windows[value] }))}
        onValue={(next) => choose({ window: next })}
      />
    </div>
  )
}
