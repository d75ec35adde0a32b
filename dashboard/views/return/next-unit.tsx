import { Answered } from '../../blocks/answers/answered.tsx'
import { Meaning } from '../../blocks/tables/meaning.tsx'
import { Curve } from '../../charts/curve.tsx'
import type { Resource } from '../../models/resource.ts'
import { shownDays, showPeriod } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { TableRoom } from '../../parts/skeleton.tsx'
import { returnWords } from '../../texts/return.ts'
import { words } from '../../texts/texts.ts'
import type { Attribution } from './asked.ts'
import { levelOf } from './earned.ts'
import { type Saturated, saidOf } from './next-said.ts'
import { rowName } from './row-name.ts'

const MOST = 12
/** Longer ones have more days than a curve needs. */
const LONG_DAYS = 90

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
    <>
      <ul class="next-units">
        {known.map((row) => (
          <One key={nameIn(answer, row)} name={nameIn(answer, row)} row={row} />
        ))}
      </ul>
      {known.every(({ form }) => form === null) && <Longer />}
    </>
  )
}

/** Where no days tell of a curve, the way to more of them. */
function Longer() {
  const days = shownDays.value
  if (days === undefined || days >= LONG_DAYS) return null
  return (
    <p class="drill-note">
      {returnWords.value.longer}{' '}
      <button type="button" class="link" onClick={() => showPeriod('last90')}>
        {words.value.period.last90}
      </button>
    </p>
  )
}

function nameIn(answer: Attribution, row: Saturated): string {
  const level = levelOf(answer)
  const value = row[level]
  const known = typeof value === 'string' || typeof value === 'number' ? value : null
  return rowName({ value: known, kind: 'visited' }, level)
}

function One({ name, row }: { name: string; row: Saturated }) {
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
