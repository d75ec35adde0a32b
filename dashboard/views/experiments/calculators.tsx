import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Answered } from '../../blocks/answers/answered.tsx'
import { brief, full } from '../../format.ts'
import {
  type Compared,
  compareQuestion,
  type Needed,
  neededQuestion,
} from '../../models/calculators.ts'
import { useAnswer } from '../../models/use-resource.ts'
import { locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { TextField } from '../../parts/field.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { experimentWords } from '../../texts/experiments.ts'
import { signedShare } from './verdict-words.ts'

/** The statistics without any experiment of ours, on numbers that someone brings. */
export function Calculators() {
  return (
    <div class="columns">
      <Significance />
      <SampleSize />
    </div>
  )
}

interface NumberProps {
  label: string
  value: string
  onValue: (value: string) => void
}

function NumberField(props: NumberProps) {
  return <TextField {...props} type="number" inputMode="decimal" min="0" step="any" />
}

function Significance() {
  const text = experimentWords.value.calculators
  const [counts, setCounts] = useState(['1000', '100', '1000', '130'])
  const change = (place: number) => (value: string) =>
    setCounts(counts.map((one, i) => (i === place ? value : one)))
  const answered = useAnswer<number[], Compared>(counts.map(Number), compareQuestion)
  const field = (label: string, place: number) => (
    <NumberField label={label} value={counts[place] ?? ''} onValue={change(place)} />
  )
  return (
    <Card title={text.significance}>
      <div class="form">
        <Pair legend={text.control}>
          {field(text.people, 0)}
          {field(text.conversions, 1)}
        </Pair>
        <Pair legend={text.variant}>
          {field(text.people, 2)}
          {field(text.conversions, 3)}
        </Pair>
        <Answered of={answered} meanwhile={<Skeleton height="6rem" />}>
          {(answer) => <Difference answer={answer} />}
        </Answered>
      </div>
    </Card>
  )
}

function Pair({ legend, children }: { legend: string; children: ComponentChildren }) {
  return (
    <fieldset class="plain">
      <legend>{legend}</legend>
      <div class="form-pair">{children}</div>
    </fieldset>
  )
}

function Difference({ answer }: { answer: Compared }) {
  const text = experimentWords.value.calculators
  const variant = answer.variants[1]
  if (!variant?.absolute) return <p>{variant?.reason ?? '–'}</p>
  const { absolute, relative, bayesian, always_valid } = variant
  const p = absolute.p_value.toPrecision(2)
  return (
    <>
      <p class="verdict" role="status">
        {absolute.p_value < 0.05 ? text.differs(p) : text.same(p)}
      </p>
      {relative && (
        <p>
          {text.change(
            signedShare(relative.estimate),
            signedShare(relative.interval[0]),
            signedShare(relative.interval[1]),
          )}
        </p>
      )}
      {bayesian && <p>{text.chance(brief('rate', bayesian.chance_to_win, locale.value))}</p>}
      {always_valid && <p>{text.anytime(always_valid.p_value.toPrecision(2))}</p>}
    </>
  )
}

function SampleSize() {
  const text = experimentWords.value.calculators
  const [rate, setRate] = useState('5')
  const [effect, setEffect] = useState('10')
  const [power, setPower] = useState('80')
  const [alpha, setAlpha] = useState('5')
  const [perDay, setPerDay] = useState('')
  const shares = [rate, effect, power, alpha].map((one) => Number(one) / 100)
  const asked = { shares, perDay: Number(perDay) }
  const answered = useAnswer<typeof asked, Needed>(asked, neededQuestion)
  return (
    <Card title={text.sample}>
      <div class="form">
        <div class="form-pair">
          <NumberField label={text.rate} value={rate} onValue={setRate} />
          <NumberField label={text.effect} value={effect} onValue={setEffect} />
        </div>
        <div class="form-pair">
          <NumberField label={text.power} value={power} onValue={setPower} />
          <NumberField label={text.alpha} value={alpha} onValue={setAlpha} />
        </div>
        <NumberField label={text.perDay} value={perDay} onValue={setPerDay} />
        <Answered of={answered} meanwhile={<Skeleton height="6rem" />}>
          {(answer) => <Wanted answer={answer} />}
        </Answered>
      </div>
    </Card>
  )
}

function Wanted({ answer }: { answer: Needed }) {
  const text = experimentWords.value.calculators
  const written = (n: number | null | undefined) => full('count', n, locale.value)
  const days = answer.full_weeks_days
  return (
    <>
      <p class="verdict" role="status">
        {text.each(written(answer.per_variant))}
      </p>
      <p>{text.total(written(answer.total), days ? text.days(written(days)) : text.noDays)}</p>
      <p>{text.sequential(written(answer.sequential_total))}</p>
    </>
  )
}
