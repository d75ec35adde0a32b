import { brief, full } from '../../format.ts'
import type { AccountRow, AccountsAnswer } from '../../models/accounts.ts'
import { locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { Metric } from '../../parts/metric.tsx'
import { accountWords } from '../../texts/accounts.ts'
import { CourseName, Renewal } from './account-columns.tsx'
import { AccountMeaning } from './account-meaning.tsx'
import { asOfOf, partsLine, reasonWords, score } from './why.ts'
import { money } from './worth.ts'

interface AccountSummaryProps {
  row: AccountRow
  answer: AccountsAnswer
}

/** How an account is: why, in words, and in numbers. */
export function AccountSummary({ row, answer }: AccountSummaryProps) {
  const text = accountWords.value
  const asOf = asOfOf(answer)
  const { course, state, mrr, quadrant, temperature } = row
  const people = full('count', row.people, locale.value)
  return (
    <Card flush>
      <div class="account-summary">
        <p class="sentence return-sentence">
          <b>{firstWords(row)}</b> {partsLine(row, { scoring: answer.scoring, asOf })}
          {quadrant !== null && ` · ${text.quadrantSaid[quadrant]}`}
        </p>
        <div class="metrics return-metrics">
          <Metric
            name={text.columns.health}
            value={score(row.health)}
            explain={<AccountMeaning of="health" />}
            delta={course && <CourseName course={course} />}
          />
          <Metric
            name={text.columns.worth}
            value={mrr === 0 ? '–' : brief('money', mrr, locale.value)}
            title={money(mrr)}
            delta={<Note>{state === null ? text.noState : text.states[state]}</Note>}
          />
          <Metric
            name={text.columns.renewal}
            value={row.renews_at === null ? '–' : <Renewal of={row} />}
          />
          <Metric
            name={text.columns.people}
            value={row.seats === null ? people : `${people} / ${score(row.seats)}`}
          />
          <Metric
            name={text.columns.temperature}
            value={score(temperature)}
            explain={<AccountMeaning of="temperature" />}
            delta={quadrant && <Note>{text.quadrants[quadrant]}</Note>}
          />
        </div>
      </div>
    </Card>
  )
}

function Note({ children }: { children: string }) {
  return <span class="metric-note">{children}</span>
}

/** What puts it at risk, else how it goes on. */
function firstWords({ at_risk, course, state }: AccountRow): string {
  const text = accountWords.value
  if (at_risk.length > 0)
    return at_risk.map((reason) => ended(reasonWords(reason))).join(text.between)
  if (course !== null) return ended(text.courses[course])
  return state === null ? '' : ended(text.states[state])
}

function ended(sentence: string): string {
  return `${sentence}${accountWords.value.stop}`
}
