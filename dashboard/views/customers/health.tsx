import { Answered, hasMore } from '../../blocks/answers/answered.tsx'
import { Page } from '../../blocks/page/page.tsx'
import { type AccountsAnswer, healthQuestion } from '../../models/accounts.ts'
import { useResource } from '../../models/use-resource.ts'
import { Card } from '../../parts/card.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { accountWords } from '../../texts/accounts.ts'
import { words } from '../../texts/texts.ts'
import { AccountHabits } from './account-habits.tsx'
import { AccountMeaning } from './account-meaning.tsx'
import { HealthMap } from './health-map.tsx'
import { HealthSummary } from './health-summary.tsx'
import { NoAccounts } from './no-accounts.tsx'
import { RiskList } from './risk-list.tsx'

/** How accounts are used, which of them may go, and why. */
export function Health() {
  const answered = useResource<AccountsAnswer>(healthQuestion)
  const isEmpty = answered.data.value?.totals.accounts === 0
  return (
    <Page title={words.value.nav.customers} timed alone>
      <div class="stack">
        <Card title={accountWords.value.health} explain={<AccountMeaning of="health" />} flush>
          <Answered of={answered} meanwhile={<Room />}>
            {(answer) => (isEmpty ? <NoAccounts /> : <HealthSummary answer={answer} />)}
          </Answered>
        </Card>
        {answered.data.value && hasMore(answered, () => isEmpty) && (
          <Rest answer={answered.data.value} />
        )}
      </div>
    </Page>
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

function Rest({ answer }: { answer: AccountsAnswer }) {
  return (
    <>
      <HealthMap answer={answer} />
      <RiskList answer={answer} />
      <AccountHabits habits={answer.habits} />
    </>
  )
}
