import { Answered } from '../../blocks/answers/answered.tsx'
import { Change } from '../../blocks/tables/change.tsx'
import { Meaning } from '../../blocks/tables/meaning.tsx'
import { Sentences } from '../../blocks/tables/sentences.tsx'
import { NotConverted } from '../../blocks/tables/unconverted.tsx'
import { oneUnit } from '../../format.ts'
import type { Paid } from '../../models/paid.ts'
import type { Resource } from '../../models/resource.ts'
import { mayChange } from '../../models/sites.ts'
import { goals } from '../../models/things.ts'
import { linkTo, locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { Metric } from '../../parts/metric.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { returnWords } from '../../texts/return.ts'
import { briefMoney, credit, money, sums, times } from './amounts.ts'
import type { Attribution } from './asked.ts'
import { type Earnings, earningsOf } from './earned.ts'
import { ChosenOnPaper, GoalMenu, ModelMenu } from './return-tools.tsx'
import { sentencesOf } from './said.ts'

interface SummaryCardProps {
  answered: Resource<Attribution>
  /** By channels, whatever the rows are. */
  whole: Resource<Attribution>
  /** The channels that cost something, as one. */
  paid: Resource<Attribution>
  /** Both are there, or will not come. */
  isReady: boolean
}

/** What it all comes to: in a sentence, and in five numbers. */
export function SummaryCard({ answered, whole, paid, isReady }: SummaryCardProps) {
  const text = returnWords.value
  return (
    <Card
      title={text.title}
      explain={<Meaning of="brought" />}
      flush
      tools={
        <>
          <GoalMenu />
          <ModelMenu />
        </>
      }
    >
      <Answered of={answered} after={goals} meanwhile={<Room />}>
        {(answer) =>
          isReady && whole.data.value ? (
            <Summary
              answer={answer}
              whole={whole.data.value}
              // What is on the way belongs to another question than what is there.
              paid={paid.since.value ? undefined : paid.data.value}
            />
          ) : (
            <Room />
          )
        }
      </Answered>
    </Card>
  )
}

function Room() {
  return (
    <div class="return-room" aria-hidden="true">
      <Skeleton width="60%" height="1.5rem" />
      <Skeleton height="5rem" />
    </div>
  )
}

interface SummaryProps {
  answer: Attribution
  whole: Attribution
  paid: Attribution | undefined
}

function Summary({ answer, whole, paid }: SummaryProps) {
  const earnings = earningsOf(whole)
  const { first, others } = sentencesOf(answer, earnings, paid)
  return (
    <>
      <ChosenOnPaper />
      <Sentences of={[first, ...others]} />
      <Lacking answer={whole} />
      <Tiles earnings={earnings} isUnknown={whole.totals.cost === null} />
    </>
  )
}

/** What is in no sum, and how it would be; the way to spend where there is none. */
function Lacking({ answer: { meta, totals, unconverted_spend } }: { answer: Attribution }) {
  const text = returnWords.value
  const isSpendless = totals.cost === 0 && unconverted_spend.length === 0
  const [lost] = unconverted_spend
  if (!isSpendless && !lost && meta.unconverted.length === 0) return null
  return (
    <p class="drill-note return-note">
      {isSpendless && mayChange.value && (
        <>
          <a class="link" href={linkTo('return/spend')}>
            {text.addSpend}
          </a>{' '}
          {text.addSpendHint}
        </>
      )}
      {lost && (
        <>
          {text.unconverted(sums(unconverted_spend))}{' '}
          {mayChange.value && <AddRate currency={lost.currency} day={meta.from} />}{' '}
        </>
      )}
      <NotConverted of={meta.unconverted} since={meta.from} />
    </p>
  )
}

function AddRate({ currency, day }: { currency: string; day: string }) {
  return (
    <a class="link" href={linkTo('settings/rates', { options: { currency, day } })}>
      {returnWords.value.addRate}
    </a>
  )
}

type Tile = keyof typeof returnWords.value.tiles

interface Told {
  name: Tile
  value: number | null
  was: number | null | undefined
  tell: (value: number | null) => string
  better?: 'more' | 'less' | 'neither'
}

function told({ paid, before, earns }: Earnings): Told[] {
  const was = (of: (paid: Paid) => number | null) => before && of(before.paid)
  const cost = { name: 'cost', value: paid.cost, was: was((one) => one.cost), tell: money } as const
  const cac = { name: 'cac', value: paid.cac, was: was((one) => one.cac), tell: money } as const
  const ends: [Told, Told] = [
    { ...cost, better: 'neither' },
    { ...cac, better: 'less' },
  ]
  return earns
    ? ends.toSpliced(1, 0, ...earning(paid, was))
    : ends.toSpliced(1, 0, ...converting(paid, was))
}

type Was = (of: (paid: Paid) => number | null) => number | null | undefined

function earning(paid: Paid, was: Was): Told[] {
  return (['revenue', 'profit', 'roas'] as const).map((name) => ({
    name,
    value: paid[name],
    was: was((one) => one[name]),
    tell: money,
  }))
}

/** Of goals that bring no money. */
function converting(paid: Paid, was: Was): Told[] {
  const { conversions, cpa } = paid
  return [
    {
      name: 'conversions',
      value: conversions,
      was: was((one) => one.conversions),
      tell: (value) => credit(value ?? 0),
    },
    { name: 'cpa', value: cpa, was: was((one) => one.cpa), tell: money, better: 'less' },
  ]
}

const MEANINGS = {
  cost: 'cost',
  revenue: 'credited',
  profit: 'profit',
  conversions: 'conversions',
  cpa: 'cpa',
  roas: 'brought',
  cac: 'cac',
} as const satisfies Record<Tile, string>

function Tiles({ earnings, isUnknown }: { earnings: Earnings; isUnknown: boolean }) {
  const text = returnWords.value
  const { paid, total } = earnings
  if (paid.cost === 0) return <Unspent revenue={total.revenue} isUnknown={isUnknown} />
  return (
    <div class="metrics return-metrics">
      {told(earnings).map(({ name, value, was, tell, better = 'more' }) => (
        <Metric
          key={name}
          name={name === 'roas' ? text.tiles.roas(oneUnit(locale.value)) : text.tiles[name]}
          value={name === 'conversions' ? tell(value) : briefMoney(value)}
          title={tell(value)}
          explain={<Meaning of={MEANINGS[name]} />}
          delta={<Change now={value} before={was} tell={tell} better={better} />}
          spark={name === 'roas' && <OtherModels paid={paid} />}
        />
      ))}
    </div>
  )
}

function OtherModels({ paid: { spread } }: { paid: Paid }) {
  const [low = '', high = ''] = spread?.map(times) ?? []
  if (low === high) return null
  return (
    <span class="badge" title={returnWords.value.meanings.model.definition}>
      {returnWords.value.otherModels(low, high)}
    </span>
  )
}

/** The money side alone: what it cost is left open. */
function Unspent({ revenue, isUnknown }: { revenue: number; isUnknown: boolean }) {
  const text = returnWords.value
  const open = <span class="awaited">–</span>
  return (
    <div class="metrics return-metrics">
      <Metric
        name={text.columns.revenue}
        value={briefMoney(revenue)}
        title={money(revenue)}
        explain={<Meaning of="revenue" />}
      />
      {(['cost', 'profit', 'roas', 'cac'] as const).map((name) => (
        <Metric
          key={name}
          name={name === 'roas' ? text.tiles.roas(oneUnit(locale.value)) : text.tiles[name]}
          value={isUnknown ? '–' : open}
          explain={<Meaning of={MEANINGS[name]} />}
        />
      ))}
    </div>
  )
}
