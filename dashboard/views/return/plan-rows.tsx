import { Lock, LockOpen } from 'lucide-preact'
import { brief } from '../../format.ts'
import {
  isUnattributed,
  type PlanAnswer,
  type PlanRow,
  plannedUnits,
  withLock,
} from '../../models/plan.ts'
import { locale, showOption, view } from '../../models/view.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { plannerWords } from '../../texts/planner.ts'
import { shareOf } from './amounts.ts'
import { rowName } from './row-name.ts'

/** What each channel does in the plan, and what keeps it from doing more. */
export function PlanRows({ answer }: { answer: PlanAnswer }) {
  const text = plannerWords.value
  const { rows, visits, spend, reached } = answer
  return (
    <DataTable
      caption={text.rows}
      rows={rows}
      rowKey={(row) => channelOf(row) ?? ''}
      columns={[
        { key: 'channel', head: text.channel, cell: nameOf, foot: text.total },
        {
          key: 'units',
          head: text.units,
          align: 'end',
          cell: (row) => numbers(plannedUnits(row)),
          foot: numbers(reached),
        },
        {
          key: 'share',
          head: text.share,
          align: 'end',
          cell: (row) => shareOf(plannedUnits(row) ?? 0, reached),
        },
        {
          key: 'visits',
          head: text.visits,
          align: 'end',
          cell: (row) => numbers(row.visits),
          foot: numbers(visits.units),
        },
        {
          key: 'now',
          head: text.spendNow,
          align: 'end',
          cell: (row) => sum(row.spend_now || null),
          foot: sum(rows.reduce((all, { spend_now }) => all + spend_now, 0)),
        },
        {
          key: 'spend',
          head: text.spend,
          align: 'end',
          cell: (row) => sum(row.spend_now > 0 ? row.spend : null),
          foot: sum(spend),
        },
        {
          key: 'marginal',
          head: text.marginal,
          align: 'end',
          cell: (row) => sum(row.marginal_cost),
        },
        { key: 'ceiling', head: text.ceiling, cell: (row) => <Ceiling row={row} /> },
        { key: 'lock', head: text.locked, cell: (row) => <LockButton row={row} /> },
      ]}
    />
  )
}

/** Beside its fields a row has the dimension's value under its name. */
function channelOf(row: PlanRow): string | null {
  return typeof row.channel === 'string' ? row.channel : null
}

function nameOf(row: PlanRow): string {
  const kind = isUnattributed(row) ? 'unattributed' : 'visited'
  return rowName({ value: channelOf(row), kind }, 'channel')
}

function numbers(value: number | null): string {
  return brief('count', value === null ? null : Math.round(value), locale.value)
}

function sum(value: number | null): string {
  return brief('money', value, locale.value)
}

function Ceiling({ row }: { row: PlanRow }) {
  const text = plannerWords.value
  const { kind, daily_spend, reached } = row.ceiling
  const isPaid = kind === 'unprofitable' || kind === 'untried'
  return (
    <span class="plan-ceiling" data-reached={reached || undefined}>
      {isPaid && (
        <b>
          {text.aDay(sum(daily_spend))}
          {reached && ` · ${text.reached}`}
        </b>
      )}
      <span>{text.ceilings[kind]}</span>
    </span>
  )
}

/** Only what is paid for can be held: the rest goes on anyway. */
function LockButton({ row }: { row: PlanRow }) {
  const text = plannerWords.value
  if (row.ceiling.kind === 'unpaid') return null
  return (
    <button
      type="button"
      class="button"
      data-kind="ghost"
      data-size="small"
      aria-pressed={row.locked}
      data-shape="icon"
      aria-label={text.lock(nameOf(row))}
      title={text.lock(nameOf(row))}
      onClick={() => showOption('locked', withLock(view.peek().options, channelOf(row)))}
    >
      {row.locked ? <Lock size={14} /> : <LockOpen size={14} />}
    </button>
  )
}
