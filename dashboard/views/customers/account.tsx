import { useSignal } from '@preact/signals'
import { Building2 } from 'lucide-preact'
import { Answered } from '../../blocks/answers/answered.tsx'
import { Page } from '../../blocks/page/page.tsx'
import { Timeline } from '../../blocks/people/timeline.tsx'
import {
  type AccountsAnswer,
  type AccountTold,
  accountQuestion,
  accountTimeline,
  peopleOfAccount,
  rowOf,
} from '../../models/accounts.ts'
import type { PeopleAnswer } from '../../models/people.ts'
import { isKnown, type Resource } from '../../models/resource.ts'
import { useResource } from '../../models/use-resource.ts'
import { linkTo } from '../../models/view.ts'
import { BackLink } from '../../parts/back-link.tsx'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { accountWords } from '../../texts/accounts.ts'
import { AccountFacts } from './account-facts.tsx'
import { AccountMoney } from './account-money.tsx'
import { AccountPeople } from './account-people.tsx'
import { AccountScore } from './account-score.tsx'
import { AccountSummary } from './account-summary.tsx'

/** Everything about one account: its score, its money, its people, and what they did last. */
export function Account({ account }: { account: string }) {
  const text = accountWords.value
  const pages = useSignal(1)
  const scored = useResource<AccountsAnswer>(() => accountQuestion(account))
  const told = useResource<AccountTold>(() => accountTimeline(account, pages.value))
  const people = useResource<PeopleAnswer>(() => peopleOfAccount(account))
  // All at once, so that nothing is seen to move.
  const isReady = isKnown(scored) && isKnown(told) && isKnown(people)
  return (
    <Page title={account} timed unfiltered alone>
      <div class="back">
        <BackLink to={linkTo('customers/accounts')}>{text.back}</BackLink>
      </div>
      {told.problem.value?.status === 404 ? (
        <Gone />
      ) : isReady ? (
        <div class="stack">
          <Answered of={scored} uncarded meanwhile={<Room />}>
            {(answer) => <Scored answer={answer} account={account} />}
          </Answered>
          <Answered of={told} uncarded meanwhile={<Room />}>
            {(answer) => (
              <Told
                answer={answer}
                scored={scored.data.value}
                people={people}
                onMore={() => {
                  pages.value += 1
                }}
              />
            )}
          </Answered>
        </div>
      ) : (
        <Room />
      )}
    </Page>
  )
}

function Room() {
  return (
    <div class="stack">
      <div class="card account-room" />
      <SkeletonRows rows={6} height="6rem" />
    </div>
  )
}

function Gone() {
  const text = accountWords.value
  return (
    <section class="card" role="alert">
      <EmptyState
        icon={<Building2 size={24} aria-hidden="true" />}
        title={text.gone}
        hint={text.goneHint}
      />
    </section>
  )
}

function Scored({ answer, account }: { answer: AccountsAnswer; account: string }) {
  const row = rowOf(answer, account)
  if (!row) {
    return (
      <Card>
        <p class="drill-note">{accountWords.value.unscored}</p>
      </Card>
    )
  }
  return (
    <div class="stack">
      <AccountSummary row={row} answer={answer} />
      <AccountScore row={row} answer={answer} />
    </div>
  )
}

interface ToldProps {
  answer: AccountTold
  scored: AccountsAnswer | undefined
  people: Resource<PeopleAnswer>
  onMore: () => void
}

function Told({ answer, scored, people, onMore }: ToldProps) {
  const text = accountWords.value
  const { account } = answer.account
  const row = scored && rowOf(scored, account)
  return (
    <div class="person">
      <div class="stack">
        <AccountMoney subscriptions={answer.account.subscriptions} />
        <AccountPeople account={account} answered={people} reasons={row?.at_risk ?? []} />
        <h2 class="account-did">{text.did}</h2>
        <Timeline answer={answer} onMore={onMore} ofMany />
      </div>
      <AccountFacts told={answer.account} row={row} owners={scored?.owners ?? []} />
    </div>
  )
}
