import type { Filter } from '../../../collector/settings/filter.ts'
import { Change } from '../../blocks/tables/change.tsx'
import { Meaning } from '../../blocks/tables/meaning.tsx'
import { brief, full, oneUnit } from '../../format.ts'
import { incomparable } from '../../models/comparison.ts'
import { ALL_GOALS, goalInView } from '../../models/goal-in-view.ts'
import { type Paid, paidOf } from '../../models/paid.ts'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import { useAnswer, useResource } from '../../models/use-resource.ts'
import { aloneRequest, commonRequest, linkTo, locale } from '../../models/view.ts'
import { Metric, MetricRoom } from '../../parts/metric.tsx'
import { returnWords } from '../../texts/return.ts'

type Attribution = ReportAnswer<'attribution'>

const MODEL = 'last_non_direct'

/** How conversions are shared, which is how *Return* does unless it is told otherwise. */
function sharing() {
  const goal = goalInView.value
  return {
    dimension: 'channel',
    models: [MODEL],
    top: 0,
    ...(goal !== undefined && { goal }),
  } as const
}

/** What was spent and what it brought: the numbers that *Return* begins with, of the goals of the head. */
export function SpendTiles() {
  const answered = useResource<Attribution>(() =>
    reportQuestion('attribution', { ...commonRequest.value, ...sharing() }),
  )
  const answer = answered.data.value
  if (!answer && !answered.problem.value) return <MetricRoom count={2} />
  const paid = answer && paidOf(answer.rows, 'channel', MODEL)
  const before = answer && pastOf(answer)
  // Filters may ask about what spend does not tell, and of a running day nobody may have told it yet.
  const isKnown = paid !== undefined && paid.cost > 0
  const earns = !isKnown || paid.roas !== null
  const end = { name: earns ? 'roas' : 'cpa', isKnown, paid, before } as const
  return (
    <>
      <Tile name="cost" isKnown={isKnown} paid={paid} before={before} />
      <Tile {...end} />
    </>
  )
}

/** Of the period compared with, where that is a like of this one. */
function pastOf(answer: Attribution): Paid | undefined {
  const { compared } = answer
  if (!compared || incomparable(answer)) return undefined
  return paidOf(compared.rows, 'channel', MODEL)
}

const TILES = {
  cost: { meaning: 'cost', better: 'neither' },
  roas: { meaning: 'brought', better: 'more' },
  cpa: { meaning: 'cpa', better: 'less' },
} as const

interface TileProps {
  name: keyof typeof TILES
  isKnown: boolean
  paid: Paid | undefined
  before: Paid | undefined
}

function Tile({ name, isKnown, paid, before }: TileProps) {
  const { tiles, title } = returnWords.value
  const { meaning, better } = TILES[name]
  const now = isKnown ? (paid?.[name] ?? null) : null
  const to = linkTo('return', { options: { goal: goalInView.value ?? ALL_GOALS } })
  const values = paid?.values ?? []
  return (
    <Metric
      name={name === 'roas' ? tiles.roas(oneUnit(locale.value)) : tiles[name]}
      value={brief('money', now, locale.value)}
      title={money(now)}
      to={to}
      explain={
        <Meaning
          of={meaning}
          more={name === 'roas' && now !== null && <Likely channels={values} />}
          link={{ href: to, name: title }}
        />
      }
      delta={<Change now={now} before={before?.[name]} tell={money} better={better} />}
    />
  )
}

function money(value: number | null): string {
  return full('money', value, locale.value)
}

/** Between what the return of those channels as one lies; asked when somebody wants to know. */
function Likely({ channels }: { channels: Paid['values'] }) {
  const answered = useAnswer<Paid['values'], Attribution>(channels, (values) => {
    const { period, filters } = aloneRequest.value
    const paid: Filter = ['is', 'channel', [...values]]
    const request = { period, ...sharing(), filters: [...filters, paid], limit: 1 }
    return reportQuestion('attribution', request)
  })
  const answer = answered.data.value
  return <p aria-live="polite">{answer ? told(answer) : ' '}</p>
}

function told({ totals }: Attribution): string {
  const text = returnWords.value
  const interval = totals.models[MODEL]?.roas_interval
  if (!interval) return text.unlikely
  const [low, high] = interval
  return high === null ? text.likelyFrom(money(low)) : text.likely(money(low), money(high))
}
