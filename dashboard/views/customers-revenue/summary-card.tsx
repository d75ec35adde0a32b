import { TypedOption } from '../../blocks/forms/typed-option.tsx'
import { brief, full } from '../../format.ts'
import { mayChange } from '../../models/sites.ts'
import { linkTo, locale } from '../../models/view.ts'
import { guest } from '../../opened-as.ts'
import { Card } from '../../parts/card.tsx'
import { Metric } from '../../parts/metric.tsx'
import { revenueWords } from '../../texts/customers-revenue.ts'
import { calculatorWords } from '../../texts/revenue-calculators.ts'
import { briefMoney, money, monthName } from './amounts.ts'
import { type Economics, type Month, marginInView } from './asked.ts'
import { figuresOf } from './figures.ts'
import { RevenueMeaning } from './revenue-meaning.tsx'
import { saidOf } from './said.ts'
import { GROUPS, type Tile, tilesOf } from './tiles.ts'
import { monthToldOf } from './worth.ts'

interface SummaryCardProps {
  answer: Economics
  /** By spend alone, where there is more than that. */
  media: Economics | undefined
}

/** What it comes to: in a sentence, and in the numbers of the last month that is over. */
export function SummaryCard({ answer: { months }, media }: SummaryCardProps) {
  const text = revenueWords.value
  const month = monthToldOf(months)
  const said = saidOf(months, marginInView())
  if (!month || !said) return null
  const name = monthName(month.month)
  const mediaCac = media?.months.find((one) => one.month === month.month)?.cac ?? null
  const tiles = tilesOf(month)
  return (
    <Card title={text.title} flush>
      <p class="sentence revenue-sentence">
        {said.first} {said.bold && <b>{said.bold}</b>} {said.others.join(' ')}
        {month.cac === null && month.new_customers > 0 && <AddSpend />}
      </p>
      <div class="revenue-reckoned">
        <TypedOption option="margin" label={text.margin} placeholder="80" title={text.marginHint} />
        <TypedOption option="costs" label={text.costs} placeholder="0" title={text.costsHint} />
        <p>
          {month.partial ? text.soFar(name) : text.of(name)}
          {!guest && <ToCalculators months={months} month={month} />}
        </p>
      </div>
      {(Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((group) => (
        <section key={group} class="revenue-group" aria-label={text.groups[group]}>
          <h3>{text.groups[group]}</h3>
          <div class="metrics revenue-metrics">
            {tiles[group].map((tile) => (
              <TileView key={tile.name} tile={tile} mediaCac={media ? mediaCac : undefined} />
            ))}
          </div>
        </section>
      ))}
    </Card>
  )
}

function AddSpend() {
  if (guest || !mayChange.value) return null
  return (
    <>
      {' '}
      <a class="link" href={linkTo('return/spend')}>
        {revenueWords.value.addSpend}
      </a>
    </>
  )
}

/** The same numbers, to be changed at will. */
function ToCalculators({ months, month }: { months: readonly Month[]; month: Month }) {
  const options = figuresOf(months, month, marginInView())
  return (
    <>
      {' · '}
      <a class="link" href={linkTo('customers/revenue/calculators', { options })}>
        {calculatorWords.value.open}
      </a>
    </>
  )
}

interface TileViewProps {
  tile: Tile
  /** Undefined where spend is all there is. */
  mediaCac: number | null | undefined
}

function TileView({ tile, mediaCac }: TileViewProps) {
  const text = revenueWords.value
  const { name, value, unit } = tile
  const isMonths = name === 'payback' && value !== null
  const shown = brief(unit, value, locale.value)
  return (
    <Metric
      name={text.meanings[name].name}
      value={isMonths ? text.inMonths(shown) : shown}
      title={full(unit, value, locale.value)}
      explain={<RevenueMeaning of={name} />}
      delta={hasFoot(tile) && <Foot tile={tile} mediaCac={mediaCac} />}
    />
  )
}

/** Whether there is more to say than what it is. */
function hasFoot({ value, verdict, interval }: Tile): boolean {
  return value === null || verdict !== undefined || Boolean(interval)
}

function Foot({ tile, mediaCac }: TileViewProps) {
  const { value, why } = tile
  return (
    <span class="revenue-foot">
      {value === null && why && <span>{revenueWords.value.whys[why]}</span>}
      <Beside tile={tile} mediaCac={mediaCac} />
      <Rule tile={tile} />
    </span>
  )
}

/** Between what it lies, and what it is made of. */
function Beside({ tile, mediaCac }: TileViewProps) {
  const { name, interval, unit, value } = tile
  if (value === null) return null
  if (name === 'cac') return <MadeOf mediaCac={mediaCac} />
  if (!interval) return null
  const [low = '', high = ''] = interval.map((end) => brief(unit, end, locale.value))
  return <span>{revenueWords.value.between(low, high)}</span>
}

function MadeOf({ mediaCac = null }: Pick<TileViewProps, 'mediaCac'>) {
  const text = revenueWords.value
  if (mediaCac === null) return <span>{text.mediaOnly}</span>
  return <span title={money(mediaCac)}>{text.mediaCac(briefMoney(mediaCac))}</span>
}

/** The rule of thumb, and whether it is kept as far as so many customers can tell. */
function Rule({ tile: { name, verdict, value } }: { tile: Tile }) {
  const text = revenueWords.value
  const { rule } = text.meanings[name]
  if (rule === '' || verdict === undefined || value === null) return null
  if (verdict === 'open') return <span title={text.openTitle}>{text.usually(rule)}</span>
  return <span data-verdict={verdict}>{text[verdict](rule)}</span>
}
