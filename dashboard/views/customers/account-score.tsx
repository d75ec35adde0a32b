import { Sparkline } from '../../charts/sparkline.tsx'
import { full } from '../../format.ts'
import type { AccountRow, AccountsAnswer } from '../../models/accounts.ts'
import { mayChange } from '../../models/sites.ts'
import { linkTo, locale } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { accountWords } from '../../texts/accounts.ts'
import { language, words } from '../../texts/texts.ts'
import { AccountMeaning } from './account-meaning.tsx'
import { type PartOfHealth, partsOfHealth } from './points.ts'
import { asOfOf, partWords, score } from './why.ts'

interface AccountScoreProps {
  row: AccountRow
  answer: AccountsAnswer
}

/** Every part of an account's health with its numbers, its weight and what it comes to. */
export function AccountScore({ row, answer }: AccountScoreProps) {
  const text = accountWords.value
  return (
    <Card
      title={text.score}
      explain={<AccountMeaning of="points" />}
      flush
      tools={
        mayChange.value && (
          <a class="link" href={linkTo('settings/health')}>
            {text.reweigh}
          </a>
        )
      }
    >
      <DataTable
        caption={text.score}
        columns={columnsOf({ row, answer })}
        rows={partsOfHealth(row, answer.scoring)}
        rowKey={({ part }) => part}
      />
      <div class="card-body account-signs">
        <figure class="account-trend">
          <figcaption>{text.weeks(score(row.health))}</figcaption>
          <Sparkline values={row.trend} />
        </figure>
        <Signs row={row} scoring={answer.scoring} />
      </div>
    </Card>
  )
}

function columnsOf({ row, answer }: AccountScoreProps): Column<PartOfHealth>[] {
  const text = accountWords.value
  const head = text.scoreColumns
  const numbers = partWords(row, { scoring: answer.scoring, asOf: asOfOf(answer) })
  const points = (value: number) => full('ratio', value, locale.value)
  return [
    {
      key: 'part',
      head: head.part,
      cell: ({ part }) => text.partNames[part],
      foot: text.sum,
    },
    { key: 'numbers', head: head.numbers, cell: ({ part }) => numbers[part] ?? text.noBasis },
    {
      key: 'value',
      head: head.value,
      align: 'end',
      cell: ({ value }) => full('percent', value === null ? null : 100 * value, locale.value),
    },
    {
      key: 'weight',
      head: head.weight,
      align: 'end',
      cell: ({ value, weight }) =>
        full('percent', value === null ? null : 100 * weight, locale.value),
    },
    {
      key: 'points',
      head: head.points,
      align: 'end',
      cell: ({ value, points: own }) => (value === null ? '–' : points(own)),
      foot: row.health === null ? '–' : points(row.health),
    },
  ]
}

/** Which key events it used and which not, and which buying signals it showed. */
function Signs({ row, scoring }: { row: AccountRow; scoring: AccountsAnswer['scoring'] }) {
  const text = accountWords.value
  const unused = scoring.key_events.filter((event) => !row.used.includes(event))
  return (
    <dl class="facts">
      {row.used.length > 0 && <Sign name={text.keysUsed} of={row.used} />}
      {unused.length > 0 && <Sign name={text.keysUnused} of={unused} />}
      <Sign name={text.signalsShown} of={row.shown} />
    </dl>
  )
}

function Sign({ name, of }: { name: string; of: readonly string[] }) {
  const told = (event: string) => valueName('event', event, language.value, words.value)
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {of.length === 0
          ? accountWords.value.noSignals
          : of.map((event) => (
              <span key={event} class="sign" dir="auto">
                {told(event)}
              </span>
            ))}
      </dd>
    </div>
  )
}
