import { ShareOf } from '../../blocks/tables/share-of.tsx'
import { full, pointsSize } from '../../format.ts'
import type { AccountsAnswer } from '../../models/accounts.ts'
import { locale } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { accountWords } from '../../texts/accounts.ts'
import { language, words } from '../../texts/texts.ts'
import { AccountMeaning } from './account-meaning.tsx'
import { type Habit, tellingHabits } from './telling-habits.ts'

/** Above it a difference may be chance. */
const SURE = 0.05

/** Which key events go with staying; nothing where too few accounts did, or did not. */
export function AccountHabits({ habits }: { habits: AccountsAnswer['habits'] }) {
  const text = accountWords.value
  const columns = text.habitColumns
  const rows = tellingHabits(habits)
  if (rows.length === 0) return null
  return (
    <Card title={text.habits} explain={<AccountMeaning of="habits" />} flush>
      <p class="drill-note card-note">{text.habitsHint}</p>
      <DataTable
        caption={text.habits}
        rows={rows}
        rowKey={({ event }) => event}
        columns={[
          {
            key: 'event',
            head: columns.event,
            cell: ({ event }) => valueName('event', event, language.value, words.value),
          },
          { key: 'did', head: columns.did, align: 'end', cell: ({ did }) => <Kept of={did} /> },
          {
            key: 'did_not',
            head: columns.didNot,
            align: 'end',
            cell: ({ did_not }) => <Kept of={did_not} />,
          },
          {
            key: 'gap',
            head: columns.gap,
            align: 'end',
            cell: ({ gap, q }) => <Gap gap={gap} isSure={q < SURE} />,
          },
        ]}
      />
    </Card>
  )
}

function Kept({ of: { kept, accounts } }: { of: Habit['did'] }) {
  const number = (value: number) => full('count', value, locale.value)
  return (
    <span class="figure">
      <ShareOf part={kept} whole={accounts} />
      <small>{accountWords.value.ofThem(number(kept), number(accounts))}</small>
    </span>
  )
}

function Gap({ gap, isSure }: { gap: number; isSure: boolean }) {
  const text = accountWords.value
  const size = pointsSize(gap, locale.value.language)
  return (
    <span class="figure">
      {text.points(`${gap < 0 ? '−' : '+'}${size}`)}
      {!isSure && <small>{text.chance}</small>}
    </span>
  )
}
