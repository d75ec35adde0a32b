import { computed } from '@preact/signals'
import type { PeopleAnswer } from '../../collector/reports/people.ts'
import type { PersonAnswer } from '../../collector/reports/person.ts'
import { ask, sitePath } from '../api.ts'
import type { Given } from '../routes.ts'
import { address, decoded } from './address.ts'
import { from, joinItems, pagesQuestion } from './pages.ts'
import { askReport, reportQuestion } from './report.ts'
import { forgetAnswers, type Question } from './resource.ts'
import { siteDomain } from './sites.ts'
import { aloneRequest } from './view.ts'

export type { PeopleAnswer, PersonAnswer }
export type PeopleRow = PeopleAnswer['rows'][number]
export type PersonVisit = PersonAnswer['items'][number]
export type PersonEvent = PersonVisit['items'][number]

/** The id as it was sent, without the kind before it. */
export function ownId(id: string): string {
  return id.slice(id.indexOf(':') + 1)
}

const PEOPLE_A_PAGE = 50
const MOST_ROWS = 1_000
const VISITS_A_PAGE = 20

/** The person that the address names: `/sites/<site>/customers/people/user:alice`. */
export const personInView = computed(() => {
  const named = /^\/sites\/[^/]+\/customers\/people\/(.+)$/u.exec(address.value.path)?.[1]
  return named === undefined ? undefined : decoded(named)
})

/** Path of a person's page below the site. */
export function personPage(id: string): string {
  return `customers/people/${encodeURIComponent(id).replaceAll('%3A', ':')}`
}

export type PeopleOrder = 'last_seen' | 'visits' | 'revenue'

/** Which people, and whose come first. */
export interface PeopleAsked {
  search: string
  sort: PeopleOrder
}

function peopleRequest({ search, sort }: PeopleAsked, limit: number) {
  return { ...aloneRequest.value, ...(search ? { search } : {}), sort, limit }
}

/** The list as one table, for a file. */
export function peopleTable(asked: PeopleAsked): string | undefined {
  return reportQuestion('people', peopleRequest(asked, MOST_ROWS))?.key
}

export function peopleQuestion(
  asked: PeopleAsked,
  pages: number,
): Question<PeopleAnswer> | undefined {
  const site = siteDomain.value
  const request = peopleRequest(asked, PEOPLE_A_PAGE)
  const first = reportQuestion('people', request)
  if (site === undefined || !first) return undefined
  return pagesQuestion(
    { key: first.key, pages },
    (cursor, signal) => askReport('people', { ...request, cursor }, { site, signal }),
    ({ total, rows }, after) => ({ ...after, total, rows: [...rows, ...after.rows] }),
  )
}

export function personQuestion(id: string, pages: number): Question<PersonAnswer> {
  const param = { site: siteDomain.value ?? '', id }
  const query = (cursor: string | null) => ({ limit: VISITS_A_PAGE, ...from(cursor) })
  return pagesQuestion(
    { key: `person ${JSON.stringify(param)}`, pages },
    (cursor, signal) =>
      ask('GET', '/api/sites/:site/people/:id', { param, query: query(cursor), signal }),
    joinItems,
  )
}

/** Where everything about the person lies as a file. */
export function personFile(id: string): string {
  return sitePath(siteDomain.value ?? '', `people/${encodeURIComponent(id)}/export`)
}

type Erased = Given<'/api/sites/:site/people/:id', 'DELETE'>

/** Removes the person for good; nothing that was seen of them is kept here either. */
export async function erasePerson(id: string): Promise<Erased> {
  const param = { site: siteDomain.peek() ?? '', id }
  const erased = await ask('DELETE', '/api/sites/:site/people/:id', { param })
  forgetAnswers()
  return erased
}
