import { useComputed, useSignal } from '@preact/signals'
import { Building2 } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { Answered } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { Page } from '../../blocks/page/page.tsx'
import { Find } from '../../blocks/tables/find.tsx'
import { count, full } from '../../format.ts'
import { type AccountsAnswer, accountsQuestion, accountsTable } from '../../models/accounts.ts'
import { useResource } from '../../models/use-resource.ts'
import { aloneRequest, locale, showOptions } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { accountWords } from '../../texts/accounts.ts'
import { words } from '../../texts/texts.ts'
import { AccountChoices } from './account-choices.tsx'
import { accountColumns } from './account-columns.tsx'
import { accountsInView, DIRECTION, ORDER, SEARCH } from './accounts-asked.ts'
import { NoAccounts } from './no-accounts.tsx'

/** Everybody who pays, or may. */
export function AccountList() {
  const text = accountWords.value
  const wanted = useComputed(accountsInView)
  const asked = useComputed(() => JSON.stringify([wanted.value, aloneRequest.value]))
  // Pages shown of what is asked; another question begins at its first page.
  const shown = useSignal({ asked: asked.value, pages: 1 })
  const pages = useComputed(() => (shown.value.asked === asked.value ? shown.value.pages : 1))
  const found = useResource<AccountsAnswer>(() => accountsQuestion(wanted.value, pages.value))
  return (
    <Page title={words.value.nav.customers} timed alone>
      <Card
        title={text.all}
        flush
        tools={
          <>
            <Find option={SEARCH} label={text.search} />
            <CsvButton request={accountsTable(wanted.value)} />
          </>
        }
      >
        <div class="accounts" data-list="all" data-by={wanted.value.sort}>
          <Answered of={found} meanwhile={<Room />}>
            {(answer) => (
              <Rows
                answer={answer}
                onMore={() => {
                  shown.value = { asked: asked.value, pages: pages.value + 1 }
                }}
              />
            )}
          </Answered>
        </div>
      </Card>
    </Page>
  )
}

function Room() {
  return (
    <div class="card-body">
      <SkeletonRows rows={10} height="2.75rem" />
    </div>
  )
}

function Rows({ answer, onMore }: { answer: AccountsAnswer; onMore: () => void }) {
  const text = accountWords.value
  const { items, totals, next } = answer
  const { sort = 'risk', direction = 'desc' } = accountsInView()
  const number = (value: number) => full('count', value, locale.value)
  const choices = <AccountChoices owners={answer.owners} />
  if (items.length === 0) return <Nobody choices={choices} />
  return (
    <>
      {choices}
      <p class="drill-note card-note">{text.found(count(totals.accounts, locale.value))}</p>
      <DataTable
        caption={text.all}
        columns={accountColumns({ paid: totals.mrr > 0, owned: answer.owners.length > 0 })}
        rows={items}
        rowKey={({ account }) => account}
        order={{ key: sort, direction }}
        onOrder={(order) =>
          showOptions({
            [ORDER]: order.key,
            [DIRECTION]: order.direction === 'asc' ? 'asc' : undefined,
          })
        }
      />
      {next !== null && (
        <div class="more">
          <span class="drill-note">
            {text.shown(number(items.length), number(totals.accounts))}
          </span>
          <Button size="small" kind="ghost" onClick={onMore}>
            {text.more}
          </Button>
        </div>
      )}
    </>
  )
}

/** Nobody fits what is asked for, or there is nobody yet. */
function Nobody({ choices }: { choices: ComponentChildren }) {
  const text = accountWords.value
  if (Object.keys(accountsInView()).length === 0) return <NoAccounts />
  return (
    <>
      {choices}
      <EmptyState
        icon={<Building2 size={22} aria-hidden="true" />}
        title={text.noneFound}
        hint={text.noneFoundHint}
      />
    </>
  )
}
