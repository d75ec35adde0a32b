import {
  FEWEST_CONVERSIONS,
  FEWEST_DAYS,
} from '../../../collector/acquisition/credit/saturation.ts'
import { Answered } from '../../blocks/answers/answered.tsx'
import { Meaning } from '../../blocks/tables/meaning.tsx'
import { Curve } from '../../charts/curve.tsx'
import { full } from '../../format.ts'
import type { Resource } from '../../models/resource.ts'
import { locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { TableRoom } from '../../parts/skeleton.tsx'
import { returnWords } from '../../texts/return.ts'
import { money, toldCredit } from './amounts.ts'
import type { Attribution } from './asked.ts'
import { levelOf } from './earned.ts'
import { nextOf } from './next-step.ts'
import { rowName } from './row-name.ts'

type Saturation = Attribution['saturation'][number]

const MOST = 12

/** What one more unit of money a day would bring each row. */
export function NextUnit({ answered }: { answered: Resource<Attribution> }) {
  const text = returnWords.value
  return (
    <Card title={text.nextUnit} explain={<Meaning of="next" />}>
      <Answered of={answered} meanwhile={<TableRoom rows={3} />}>
        {(answer) => <Curves answer={answer} />}
      </Answered>
    </Card>
  )
}

function Curves({ answer }: { answer: Attribution }) {
  const level = levelOf(answer)
  // Spend that leaves its value open stands beside what nobody paid for: its days tell of both.
  const known = answer.saturation.filter((row) => row[level] !== null).slice(0, MOST)
  if (known.length === 0) return <EmptyState title={returnWords.value.noNext} />
  return (
    <ul class="next-units">
      {known.map((row) => (
        <One key={nameIn(answer, row)} name={nameIn(answer, row)} row={row} />
      ))}
    </ul>
  )
}

function nameIn(answer: Attribution, row: Saturation): string {
  const level = levelOf(answer)
  const value = row[level]
  const known = typeof value === 'string' || typeof value === 'number' ? value : null
  return rowName({ value: known, kind: 'visited' }, level)
}

function One({ name, row }: { name: string; row: Saturation }) {
  const text = returnWords.value
  const points = row.curve.map(({ spend, conversions }) => ({ x: spend, y: conversions }))
  return (
    <li data-known={row.form !== null || undefined}>
      <b>
        <bdi dir="auto">{name}</bdi>
      </b>
      <Curve
        title={text.curve(name)}
        points={points}
        at={row.mean_daily_spend ?? 0}
        until={row.best_daily_spend ?? undefined}
      />
      <p>{saidOf(row)}</p>
    </li>
  )
}

function saidOf(row: Saturation): string {
  const text = returnWords.value
  const step = nextOf(row)
  if (step) {
    const said = text.next(money(step.spend), toldCredit(step.conversions), money(step.cpa))
    return `${said} ${limitOf(row)}`
  }
  if (row.days >= FEWEST_DAYS && row.conversions >= FEWEST_CONVERSIONS) return text.unmoved
  const number = (value: number) => full('count', value, locale.value)
  return text.tooLittle(
    number(Math.min(row.days, FEWEST_DAYS)),
    number(FEWEST_DAYS),
    number(Math.min(Math.floor(row.conversions), FEWEST_CONVERSIONS)),
    number(FEWEST_CONVERSIONS),
  )
}

function limitOf({ best_daily_spend: best, mean_daily_spend: mean }: Saturation): string {
  const text = returnWords.value
  if (best === null) return text.noLimit
  if (best === 0) return text.notFrom
  return best < (mean ?? 0) ? text.past(money(best)) : text.until(money(best))
}
