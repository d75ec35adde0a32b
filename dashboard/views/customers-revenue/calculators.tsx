import type { ComponentChildren } from 'preact'
import { wilsonInterval } from '../../../experiments/statistics/wilson.ts'
import { TypedOption } from '../../blocks/forms/typed-option.tsx'
import { Page } from '../../blocks/page/page.tsx'
import { brief, full } from '../../format.ts'
import { linkTo, locale, today } from '../../models/view.ts'
import { BackLink } from '../../parts/back-link.tsx'
import { Card } from '../../parts/card.tsx'
import { calculatorWords } from '../../texts/revenue-calculators.ts'
import { words } from '../../texts/texts.ts'
import { briefMoney, monthName, rate } from './amounts.ts'
import {
  EXAMPLES,
  type Figure,
  figuresInView,
  lifetimeOf,
  neededFor,
  paybackOf,
  shareOf,
} from './calculations.ts'
import { ceilingOf, monthAfter, monthsToCeiling } from './growth.ts'

/** The formulas of revenue on numbers that someone brings; the address keeps them, so that it can be handed on. */
export function Calculators() {
  const text = calculatorWords.value
  return (
    <Page
      title={text.title}
      aside={<BackLink to={linkTo('customers/revenue')}>{words.value.pageTabs.revenue}</BackLink>}
    >
      <p class="drill-note">{text.intro}</p>
      <div class="revenue-calculators">
        <Lifetime />
        <Payback />
        <Ceiling />
        <Backwards />
        <Trial />
      </div>
    </Page>
  )
}

interface CalculatorProps {
  title: string
  fields: readonly Figure[]
  verdict: string
  children?: ComponentChildren
}

function Calculator({ title, fields, verdict, children }: CalculatorProps) {
  const text = calculatorWords.value
  return (
    <Card title={title}>
      <div class="form">
        <div class="manner-fields">
          {fields.map((name) => (
            <TypedOption
              key={name}
              option={name}
              type="number"
              min="0"
              label={text.fields[name]}
              placeholder={String(EXAMPLES[name])}
            />
          ))}
        </div>
        <p class="verdict" role="status">
          {verdict}
        </p>
        {children}
      </div>
    </Card>
  )
}

function Lifetime() {
  const text = calculatorWords.value
  const { monthly, stays, ltv, ahead } = lifetimeOf(figuresInView())
  return (
    <Calculator
      title={text.ltv}
      fields={['arpa', 'margin', 'churn']}
      verdict={ltv === null ? text.ltvEndless : text.ltvIs(briefMoney(ltv))}
    >
      <p>
        {text.leaves(briefMoney(monthly))} {stays !== null && text.stays(months(stays))}{' '}
        {text.ahead(briefMoney(ahead))}
      </p>
    </Calculator>
  )
}

function Payback() {
  const text = calculatorWords.value
  const { plain, leaving, ratio } = paybackOf(figuresInView())
  const told =
    plain === null || leaving === null ? text.paybackNever : text.paybackIs(months(leaving))
  return (
    <Calculator title={text.payback} fields={['arpa', 'margin', 'churn', 'cac']} verdict={told}>
      <p>
        {plain !== null && text.plain(months(plain))}{' '}
        {ratio !== null && text.ratio(full('times', ratio, locale.value))}
      </p>
    </Calculator>
  )
}

function Ceiling() {
  const text = calculatorWords.value
  const { now, fresh, churn } = figuresInView()
  const c = shareOf(churn)
  const ceiling = ceilingOf({ now, fresh }, c)
  const reached = monthsToCeiling({ now, fresh }, c)
  return (
    <Calculator
      title={text.ceiling}
      fields={['now', 'fresh', 'churn']}
      verdict={ceiling === null ? text.ceilingNone : text.ceilingIs(number(ceiling))}
    >
      <p>{reached !== null && reachedIn(reached)}</p>
    </Calculator>
  )
}

function reachedIn(reached: number): string {
  const text = calculatorWords.value
  if (reached === 0) return text.isNear
  return text.near(monthName(monthAfter(today.value.slice(0, 7), reached)))
}

function Backwards() {
  const text = calculatorWords.value
  const needed = neededFor(figuresInView())
  return (
    <Calculator
      title={text.backwards}
      fields={['now', 'target', 'months', 'churn', 'cac']}
      verdict={needed === null ? text.needsTime : text.needs(number(Math.ceil(needed.fresh)))}
    >
      <p>{needed !== null && text.needsMoney(briefMoney(needed.cost))}</p>
    </Calculator>
  )
}

function Trial() {
  const text = calculatorWords.value
  const { trials, paid } = figuresInView()
  const isCounted = Number.isInteger(trials) && Number.isInteger(paid) && trials > 0
  if (!isCounted || paid > trials) {
    return (
      <Calculator title={text.trial} fields={['trials', 'paid']} verdict={text.trialUncounted} />
    )
  }
  const [low, high] = wilsonInterval(paid, trials)
  return (
    <Calculator
      title={text.trial}
      fields={['trials', 'paid']}
      verdict={text.trialIs(rate(paid / trials), rate(low), rate(high))}
    >
      <p>{text.trialRule}</p>
    </Calculator>
  )
}

function months(value: number): string {
  return full('ratio', value, locale.value)
}

function number(value: number): string {
  return brief('count', Math.round(value), locale.value)
}
