import { computed } from '@preact/signals'
import type { AccountsAnswer } from '../../collector/reports/accounts/answer.ts'
import { ask } from '../api.ts'
import type { Given } from '../routes.ts'
import { address, decoded } from './address.ts'
import { from, joinItems, pagesQuestion } from './pages.ts'
import { askReport, type ReportRequest, reportQuestion } from './report.ts'
import { forgetAnswers, type Question, refreshAll } from './resource.ts'
import { siteDomain } from './sites.ts'
import { aloneRequest } from './view.ts'

export type { AccountsAnswer }
export type AccountRow = AccountsAnswer['items'][number]
export type Course = NonNullable<AccountRow['course']>
export type Reason = AccountRow['at_risk'][number]
export type AccountTold = Given<typeof ROUTE, 'GET'>

const ROUTE = '/api/sites/:site/accounts/:account'
const NAMES = '/api/sites/:site/accounts'

/** As the report has them, the best first. */
export const COURSES = ['new', 'growing', 'steady', 'cooling', 'silent'] as const
export const STATES = ['trial', 'active', 'renewed', 'lost'] as const

const ACCOUNTS_A_PAGE = 50
const VISITS_A_PAGE = 20
const MOST_ROWS = 1_000
/** More dots hide one another; those at risk come first, then those that bring most. */
const MOST_SHOWN = 400

/** The account that the address names: `/sites/<site>/customers/accounts/acme`. */
export const accountInView = computed(() => {
  const named = /^\/sites\/[^/]+\/customers\/accounts\/(.+)$/u.exec(address.value.path)?.[1]
  return named === undefined ? undefined : decoded(named)
})

/** Path of an account's page below the site. */
export function accountPage(account: string): string {
  return `customers/accounts/${encodeURIComponent(account)}`
}

/** Accounts at risk, then those that bring most. */
export function healthQuestion(): Question<AccountsAnswer> | undefined {
  return reportQuestion('accounts', { ...aloneRequest.value, limit: MOST_SHOWN })
}

/** Which accounts, and in which order. */
export type AccountsAsked = Pick<
  ReportRequest<'accounts'>,
  'search' | 'owner' | 'course' | 'state' | 'renews_within' | 'sort' | 'direction'
>

function listRequest(asked: AccountsAsked, limit: number) {
  return { ...aloneRequest.value, ...asked, first_touch: true, limit }
}

/** The list as one table, for a file. */
export function accountsTable(asked: AccountsAsked): string | undefined {
  return reportQuestion('accounts', listRequest(asked, MOST_ROWS))?.key
}

export function accountsQuestion(
  asked: AccountsAsked,
  pages: number,
): Question<AccountsAnswer> | undefined {
  const site = siteDomain.value
  const request = listRequest(asked, ACCOUNTS_A_PAGE)
  const first = reportQuestion('accounts', request)
  if (site === undefined || !first) return undefined
  return pagesQuestion(
    { key: first.key, pages },
    (cursor, signal) => askReport('accounts', { ...request, cursor }, { site, signal }),
    joinItems,
  )
}

/** How one account is now, beside all others; no filter chooses it away. */
export function accountQuestion(account: string): Question<AccountsAnswer> | undefined {
  const { period } = aloneRequest.value
  return reportQuestion('accounts', { period, account, first_touch: true, limit: 1 })
}

/** Accounts whose names have in them what is sought, whenever they were seen. */
export function namesQuestion(search: string, limit: number): Question<Given<typeof NAMES, 'GET'>> {
  const param = { site: siteDomain.value ?? '' }
  const query = { search, limit }
  return {
    key: `accounts ${JSON.stringify([param, query])}`,
    fetch: (signal) => ask('GET', NAMES, { param, query, signal }),
  }
}

/** What its people did, and what it pays for. */
export function accountTimeline(account: string, pages: number): Question<AccountTold> {
  const param = { site: siteDomain.value ?? '', account }
  const query = (cursor: string | null) => ({ limit: VISITS_A_PAGE, ...from(cursor) })
  return pagesQuestion(
    { key: `account ${JSON.stringify(param)}`, pages },
    (cursor, signal) => ask('GET', ROUTE, { param, query: query(cursor), signal }),
    joinItems,
  )
}

const MOST_PEOPLE = 50

/** Whoever of it ever came, the latest seen first. */
export function peopleOfAccount(account: string) {
  return reportQuestion('people', {
    ...{ period: 'all', filters: [['is', 'account', [account]]] },
    ...{ sort: 'last_seen', limit: MOST_PEOPLE },
  })
}

export interface Keeping {
  owner: string
  note: string
}

/** Keeps who looks after an account, and what is to be known of it. */
export async function keepAccount(account: string, body: Keeping): Promise<void> {
  await ask('PUT', ROUTE, { param: { site: siteDomain.peek() ?? '', account }, body })
  forgetAnswers()
  refreshAll()
}

/** The row of an account that has only just been asked about is not known to be gone. */
export function rowOf(answer: AccountsAnswer, account: string): AccountRow | undefined {
  return answer.items.find((row) => row.account === account)
}
