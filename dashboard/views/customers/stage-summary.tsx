import { Means } from '../../blocks/tables/means.tsx'
import { MoneyLeftOut, Sentences } from '../../blocks/tables/sentences.tsx'
import { brief, count, full } from '../../format.ts'
import type { StagesAnswer } from '../../models/stages.ts'
import { locale } from '../../models/view.ts'
import { Metric } from '../../parts/metric.tsx'
import { stageWords } from '../../texts/stages.ts'
import { lasting, rate, sentencesOf } from './stage-words.ts'
import { money } from './worth.ts'

/** What lead stages come to: in sentences, and in four numbers. */
export function StageSummary({ answer }: { answer: StagesAnswer }) {
  const { unconverted, from } = answer.meta
  return (
    <>
      <Sentences of={sentencesOf(answer)} />
      <MoneyLeftOut of={unconverted} since={from} />
      <div class="metrics return-metrics">
        <Win answer={answer} />
        <Tile name="cycle" value={lasting(answer.cycle_days)} note={endsOf(answer)} />
        <Worth answer={answer} />
        <Velocity answer={answer} />
      </div>
    </>
  )
}

interface TileProps {
  name: keyof typeof stageWords.value.tiles
  value: string
  title?: string | undefined
  note: string
}

function Tile({ name, value, title, note }: TileProps) {
  const { tiles, meanings } = stageWords.value
  return (
    <Metric
      name={tiles[name]}
      value={value}
      {...(title !== undefined && { title })}
      explain={<Means of={meanings[name]} />}
      delta={<span class="metric-note">{note}</span>}
    />
  )
}

function endsOf({ stages }: StagesAnswer): string {
  return stageWords.value.median(stages[0]?.goal ?? '', stages.at(-1)?.goal ?? '')
}

function Win({ answer: { stages, win_rate, win_interval } }: { answer: StagesAnswer }) {
  const text = stageWords.value
  const opportunity = stages.at(-2)
  const told = (value = 0) => count(value, locale.value)
  return (
    <Tile
      name="win"
      value={rate(win_rate)}
      title={win_interval ? text.between(rate(win_interval[0]), rate(win_interval[1])) : undefined}
      note={text.won(
        told(stages.at(-1)?.people),
        told(opportunity?.people),
        opportunity?.goal ?? '',
      )}
    />
  )
}

function Worth({ answer }: { answer: StagesAnswer }) {
  const { acv } = answer
  return (
    <Tile
      name="acv"
      value={brief('money', acv, locale.value)}
      title={acv === null ? undefined : money(acv)}
      note={worthOf(answer)}
    />
  )
}

/** What the ACV is made of, or why there is none. */
function worthOf({ stages, acv_of }: StagesAnswer): string {
  const { acvOf } = stageWords.value
  const { goal = '', people = 0 } = stages.at(-1) ?? {}
  if (people === 0) return acvOf.nobody
  if (acv_of === 'subscriptions') return acvOf.subscriptions
  return acv_of === 'goal' ? acvOf.goal(goal) : acvOf.nothing(goal)
}

function Velocity({ answer }: { answer: StagesAnswer }) {
  const text = stageWords.value
  const { stages, win_rate, acv, cycle_days, velocity } = answer
  if (velocity === null) return <Tile name="velocity" value="–" note={text.unknown} />
  return (
    <Tile
      name="velocity"
      value={text.aDay(brief('money', velocity, locale.value))}
      title={text.aDay(money(velocity))}
      note={text.product(
        full('count', stages.at(-2)?.people, locale.value),
        rate(win_rate),
        brief('money', acv, locale.value),
        lasting(cycle_days),
      )}
    />
  )
}
