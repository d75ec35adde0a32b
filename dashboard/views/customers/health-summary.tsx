import type { ComponentChildren } from 'preact'
import { MoneyLeftOut, Sentences } from '../../blocks/tables/sentences.tsx'
import { bucketTitle } from '../../dates.ts'
import { brief, count, full } from '../../format.ts'
import type { AccountsAnswer } from '../../models/accounts.ts'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import { useResource } from '../../models/use-resource.ts'
import { linkTo, locale } from '../../models/view.ts'
import { Metric } from '../../parts/metric.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { accountWords } from '../../texts/accounts.ts'
import { AccountMeaning } from './account-meaning.tsx'
import { RENEWS } from './accounts-asked.ts'
import { summaryOf } from './summary-words.ts'
import { money } from './worth.ts'

/** What the accounts come to: in sentences, and in five numbers. */
export function HealthSummary({ answer }: { answer: AccountsAnswer }) {
  const { first, others } = summaryOf(answer)
  const { unconverted, from } = answer.meta
  return (
    <>
      <Sentences of={[first, ...others]} />
      <MoneyLeftOut of={unconverted} since={from} />
      <div class="metrics return-metrics">
        <Tile name="active" value={told(answer.totals.active)} note={ofAll(answer.totals)} />
        {answer.totals.mrr > 0 ? <Money answer={answer} /> : <Use totals={answer.totals} />}
      </div>
    </>
  )
}

type Totals = AccountsAnswer['totals']
type Named = Extract<
  keyof typeof accountWords.value.tiles,
  keyof typeof accountWords.value.meanings
>

function told(value: number): string {
  return brief('count', value, locale.value)
}

function ofAll({ accounts }: Totals): string {
  return accountWords.value.ofAll(count(accounts, locale.value))
}

function inAccounts(accounts: number): string {
  return accountWords.value.inAccounts(count(accounts, locale.value))
}

interface TileProps {
  name: Named
  value: ComponentChildren
  title?: string
  note?: string
  to?: string
}

function Tile({ name, value, title, note, to }: TileProps) {
  return (
    <Metric
      name={accountWords.value.tiles[name]}
      value={value}
      {...(title !== undefined && { title })}
      {...(to !== undefined && { to })}
      explain={<AccountMeaning of={name} />}
      delta={note !== undefined && <span class="metric-note">{note}</span>}
    />
  )
}

interface SumProps {
  name: Named
  value: number
  accounts: number
  /** Where they are listed. */
  to?: string
}

function Sum({ name, value, accounts, ...lead }: SumProps) {
  return (
    <Tile
      name={name}
      value={brief('money', value, locale.value)}
      title={money(value)}
      note={inAccounts(accounts)}
      {...lead}
    />
  )
}

function Money({ answer: { totals, meta } }: { answer: AccountsAnswer }) {
  const { courses, renewals } = totals
  const paying = Object.values(courses).reduce((sum, one) => sum + one.paying, 0)
  return (
    <>
      <Sum name="mrr" value={totals.mrr} accounts={paying} />
      <Sum name="atRisk" value={totals.mrr_at_risk} accounts={totals.at_risk} />
      <Sum
        name="renewals"
        value={renewals.mrr}
        accounts={renewals.accounts}
        to={linkTo('customers/accounts', { options: { [RENEWS]: '30' } })}
      />
      <Retained until={meta.to} />
    </>
  )
}

/** Accounts that pay nothing that is known go by use alone. */
function Use({ totals: { at_risk, courses } }: { totals: Totals }) {
  const { tiles } = accountWords.value
  return (
    <>
      <Tile name="atRisk" value={told(at_risk)} />
      <Metric name={tiles.silent} value={told(courses.silent.accounts)} />
      <Metric name={tiles.growing} value={told(courses.growing.accounts)} />
      <Metric name={tiles.fresh} value={told(courses.new.accounts)} />
    </>
  )
}

/** How much of what was there at its start the last whole month kept. */
function Retained({ until }: { until: string }) {
  const text = accountWords.value
  const answered = useResource<ReportAnswer<'unit-economics'>>(() =>
    reportQuestion('unit-economics', { period: '12mo' }),
  )
  const { data, problem } = answered
  const months = data.value?.months.filter(
    ({ month, partial, nrr }) => !partial && nrr !== null && month <= until.slice(0, 7),
  )
  const last = months?.at(-1)
  if (!last) {
    const isAwaited = data.value === undefined && problem.value === undefined
    return (
      <Tile name="nrr" value={isAwaited ? <Skeleton width="4rem" /> : '–'} note={text.noMonth} />
    )
  }
  const month = bucketTitle(last.month, 'month', locale.value.language)
  return <Tile name="nrr" value={full('rate', last.nrr, locale.value)} note={text.ofMonth(month)} />
}
