import { Building2, CornerDownLeft, ListFilter, UserRound } from 'lucide-preact'
import { rankedValues } from '../../blocks/filters/offers.ts'
import { surroundings } from '../../blocks/filters/sentence.ts'
import { ENTRIES } from '../../blocks/page/entries.ts'
import { visitMetrics } from '../../blocks/tables/visit-metrics.ts'
import { WHOLE_DIMENSIONS, wholePage } from '../../blocks/tables/whole-page.ts'
import { brief } from '../../format.ts'
import { accountPage, namesQuestion } from '../../models/accounts.ts'
import { go } from '../../models/address.ts'
import { excluded, joinedBy, rememberFilter } from '../../models/filter-choice.ts'
import type { Condition } from '../../models/filters.ts'
import { isOnPage } from '../../models/palette.ts'
import { ownId, type PeopleAnswer, personPage } from '../../models/people.ts'
import { wordsIn } from '../../models/ranking.ts'
import { reportQuestion } from '../../models/report.ts'
import { isKnown, type Question, type Resource } from '../../models/resource.ts'
import { savedViews } from '../../models/saved-views.ts'
import { type SiteValue, useSiteValues } from '../../models/site-values.ts'
import { site, siteDomain } from '../../models/sites.ts'
import { funnels, goals, segments } from '../../models/things.ts'
import { usePaused } from '../../models/use-paused.ts'
import { useAnswer } from '../../models/use-resource.ts'
import { aloneRequest, linkTo, locale, pageInView, showFilters, view } from '../../models/view.ts'
import { dimensionName, valueName } from '../../names.ts'
import { language, words } from '../../texts/texts.ts'
import { type Command, PERIODS } from './commands.ts'
import { lexicon, type Named, type Phrase, readPhrase } from './phrase.ts'

/** What is found that depends on the site's data: whole questions, values to filter by, people by their ids, accounts by name. */
export function useFound(typed: string) {
  const { values, more, awaited } = useSiteValues(typed)
  const { palette } = words.value
  const name = typed.trim()
  const sought = usePaused(name)
  const people = useAnswer(sought, peopleQuestion)
  const accounts = useAnswer(sought, accountsQuestion)
  const isSought = name.length >= LEAST
  const isNameAwaited =
    isSought && (isAwaited(people, name) || (hasAccounts() && isAwaited(accounts, name)))
  const phrase = readPhrase(typed, lexicon(namedIn(values)))
  return {
    phrases: phrase ? [phraseCommand(phrase)] : [],
    values: valueCommands(typed, values, palette.filterBy),
    people: isSought ? (people.data.value?.found.rows ?? []).map(personCommand) : [],
    accounts: isSought ? (accounts.data.value?.found.items ?? []).map(accountCommand) : [],
    more: valueCommands(typed, more, words.value.filters.moreValues),
    awaited: awaited || isNameAwaited || !LISTS.every(isKnown),
  }
}

/** Those that commands are made of. */
const LISTS: readonly Resource<unknown>[] = [goals, segments, funnels, savedViews]

/** What was found, and by what: the answer of before stays until the next comes. */
interface FoundBy<Answer> {
  typed: string
  found: Answer
}

function foundBy<Answer>(
  typed: string,
  asked: Question<Answer> | undefined,
): Question<FoundBy<Answer>> | undefined {
  return (
    asked && {
      key: `found by ${asked.key}`,
      fetch: async (signal) => ({ typed, found: await asked.fetch(signal) }),
    }
  )
}

function isAwaited({ data, problem }: Resource<FoundBy<unknown>>, typed: string): boolean {
  return data.value?.typed !== typed && problem.value === undefined
}

function hasAccounts(): boolean {
  return site.value?.has_accounts === true
}

const MOST_VALUES = 6
const MOST_PEOPLE = 4
const MOST_ACCOUNTS = 4
/** Fewer letters are in the names of too many. */
const LEAST = 2

function valueCommands(typed: string, values: readonly SiteValue[], group: string): Command[] {
  const sought = wordsIn(typed)
  if (sought.length === 0) return []
  return rankedValues(values, sought, surroundings())
    .slice(0, MOST_VALUES)
    .map((one) => valueCommand(one, group))
}

function valueCommand({ dimension, value, count }: SiteValue, group: string): Command {
  return {
    id: `value ${dimension} ${value}`,
    group,
    name: valueName(dimension, value, language.value, words.value),
    lead: dimensionName(dimension, words.value),
    icon: ListFilter,
    ...(count === undefined ? {} : { note: brief('count', count, locale.value) }),
    run: (other) => filterBy(['is', dimension, [value]], other),
  }
}

/** On the page in view, where it obeys filters; else on the overview. */
function filterBy(condition: Condition, other: boolean): void {
  rememberFilter(siteDomain.peek() ?? '', condition)
  const filters = joinedBy(view.peek().filters, other ? excluded(condition) : condition)
  if (isOnPage('filter')) showFilters(filters)
  else go(linkTo('', { filters }))
}

function peopleQuestion(typed: string) {
  if (typed.length < LEAST) return undefined
  const { period } = aloneRequest.value
  return foundBy(typed, reportQuestion('people', { period, search: typed, limit: MOST_PEOPLE }))
}

function personCommand({ id, account }: PeopleAnswer['rows'][number]): Command {
  return {
    id: `person ${id}`,
    group: words.value.palette.people,
    name: ownId(id),
    icon: UserRound,
    ...(account === null ? {} : { note: account }),
    run: () => go(linkTo(personPage(id))),
  }
}

function accountsQuestion(typed: string) {
  if (typed.length < LEAST || !hasAccounts()) return undefined
  return foundBy(typed, namesQuestion(typed, MOST_ACCOUNTS))
}

function accountCommand({ account }: { account: string }): Command {
  return {
    id: `account ${account}`,
    group: words.value.pageTabs.accounts,
    name: account,
    icon: Building2,
    run: () => go(linkTo(accountPage(account))),
  }
}

/** Everything that a phrase may name. */
function namedIn(values: readonly SiteValue[]): Named[] {
  const { nav, pageTabs, tabs, period, palette } = words.value
  const pages = ENTRIES.filter(({ group }) => group === 'look').flatMap((entry) =>
    entry.tabs.map(({ path, name }): Named => {
      const plural = (tabs as Partial<Record<string, string>>)[name]
      const own = entry.tabs.length === 1 ? [nav[entry.name]] : [pageTabs[name]]
      return { page: path, names: [...own, ...(plural ? [plural] : [])] }
    }),
  )
  const { metrics } = words.value
  const lists = WHOLE_DIMENSIONS.map((dimension): Named => {
    const { path = '', options } = wholePage(dimension) ?? {}
    return { page: path, by: options?.by, names: [dimensionName(dimension, words.value)] }
  })
  const orders = visitMetrics().map((metric): Named => ({ metric, names: [metrics[metric].name] }))
  const filters = values.flatMap(({ dimension, value }): Named[] =>
    value === null
      ? []
      : [
          {
            filter: ['is', dimension, [value]],
            names: [valueName(dimension, value, language.value, words.value), value],
          },
        ],
  )
  return [
    { filler: true, names: palette.fillers },
    ...PERIODS.map((name): Named => ({ period: name, names: [period[name]] })),
    ...(goals.data.value ?? []).map(({ id, name }): Named => ({ goal: id, names: [name] })),
    ...pages,
    ...lists,
    ...orders,
    ...filters,
  ]
}

/** One step to a page with its period, goal and filters. */
function phraseCommand({ page, by, metric, period, goal, filters, said }: Phrase): Command {
  return {
    id: 'phrase',
    group: words.value.palette.question,
    name: said.join(' · '),
    icon: CornerDownLeft,
    run: () => {
      const to = page ?? (isOnPage('filter') ? pageInView.peek() : '')
      // Who names a goal asks what brought it.
      const order = metric ?? (goal === undefined ? undefined : 'conversions')
      const options = {
        ...(by !== undefined && { by }),
        ...(goal !== undefined && { goal }),
        ...(order !== undefined && { order }),
      }
      go(
        linkTo(to, {
          ...(period && { period }),
          filters: filters.reduce(joinedBy, []),
          options,
        }),
      )
    },
  }
}
