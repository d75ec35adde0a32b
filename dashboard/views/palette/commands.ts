import {
  Bookmark,
  CalendarDays,
  CircleCheck,
  Globe,
  type LucideIcon,
  PanelsTopLeft,
  Route,
  Settings,
  Target,
} from 'lucide-preact'
import { entriesInReach, LETTERS, tabsInReach } from '../../blocks/page/entries.ts'
import { go } from '../../models/address.ts'
import type { PeriodName } from '../../models/period.ts'
import { ranked, rankOf, wordsIn } from '../../models/ranking.ts'
import { addressOf, savedViews } from '../../models/saved-views.ts'
import { sectionsInReach } from '../../models/sections.ts'
import { sites } from '../../models/sites.ts'
import { funnels, goals, segments } from '../../models/things.ts'
import { linkTo, pagePath, showFilters, showPeriod } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'
import { actions } from './actions.ts'

export interface Command {
  /** Never of two commands, and the same the next time. */
  id: string
  group: string
  name: string
  icon?: LucideIcon
  /** What it is found by beside its name. */
  also?: string
  /** What kind of value it is, before the name. */
  lead?: string
  /** Stands at the end: keys, a number. */
  note?: string
  /** `other`: with Alt held down. */
  run: (other: boolean) => void
}

export const PERIODS: readonly PeriodName[] = [
  'today',
  'yesterday',
  'wtd',
  'lastweek',
  'last7',
  'last30',
  'last90',
  'mtd',
  'lastmonth',
  'qtd',
  'lastquarter',
  'ytd',
  '12mo',
  'all',
]

/** Everything one can go to or do from the palette, in the order it is offered. */
export function commands(): Command[] {
  return [
    ...views(),
    ...pages(),
    ...saved(),
    ...periods(),
    ...actions(),
    ...otherSites(),
    ...settings(),
  ]
}

function views(): Command[] {
  const group = words.value.views.title
  return (savedViews.data.value ?? []).map((one) => ({
    id: `view ${one.id}`,
    group,
    name: one.name,
    icon: PanelsTopLeft,
    run: () => go(addressOf(one)),
  }))
}

/** Every tab of every entry: the first by the entry's name, the others by both. */
function pages(): Command[] {
  const { palette, nav, pageTabs } = words.value
  const tabs = entriesInReach().flatMap((entry) =>
    tabsInReach(entry).map(({ path, name }, i) => ({
      id: `page ${path}`,
      group: palette.pages,
      name: i === 0 ? nav[entry.name] : `${nav[entry.name]}: ${pageTabs[name]}`,
      also: pageTabs[name],
      icon: entry.icon,
      ...(i === 0 && LETTERS[entry.name]
        ? { note: `G ${LETTERS[entry.name]?.toUpperCase()}` }
        : {}),
      run: () => go(linkTo(path)),
    })),
  )
  const quality = {
    id: 'page quality',
    group: palette.pages,
    name: nav.quality,
    icon: CircleCheck,
    note: `G ${LETTERS.quality?.toUpperCase()}`,
    run: () => go(linkTo('quality')),
  }
  return [...tabs, quality]
}

/** Segments, goals and funnels. */
function saved(): Command[] {
  const { palette, funnels: ways } = words.value
  return [
    ...(segments.data.value ?? []).map(({ id, name }) => ({
      id: `segment ${id}`,
      group: palette.segments,
      name,
      icon: Bookmark,
      run: () => showFilters([['segment', id]]),
    })),
    ...(goals.data.value ?? []).map(({ id, name }) => ({
      id: `goal ${id}`,
      group: palette.goals,
      name,
      icon: Target,
      run: () => go(linkTo('goals', { options: { goal: id } })),
    })),
    ...(funnels.data.value ?? []).map(({ id, name }) => ({
      id: `funnel ${id}`,
      group: ways.saved,
      name,
      icon: Route,
      run: () => go(linkTo('journeys', { options: { funnel: id } })),
    })),
  ]
}

function periods(): Command[] {
  const { palette, period } = words.value
  return PERIODS.map((name) => ({
    id: `period ${name}`,
    group: palette.periods,
    name: period[name],
    icon: CalendarDays,
    run: () => showPeriod(name),
  }))
}

function otherSites(): Command[] {
  return (sites.value ?? []).map(({ domain, name }) => ({
    id: `site ${domain}`,
    group: words.value.palette.sites,
    name,
    icon: Globe,
    run: () => go(pagePath('', domain)),
  }))
}

function settings(): Command[] {
  return sectionsInReach().map((section) => ({
    id: `settings ${section}`,
    group: words.value.palette.settings,
    name: words.value.sections[section],
    icon: Settings,
    run: () => go(linkTo(`settings/${section}`)),
  }))
}

/** Of kinds alone, "settings" finds all of them, after what is called so. */
const BY_KIND = 3

/** The commands whose name, or kind of thing, has every word that was typed, in any order; the best first. */
export function matching(all: readonly Command[], typed: string): Command[] {
  const sought = wordsIn(typed)
  if (sought.length === 0) return [...all]
  return ranked(all, ({ name, also = '', group }) => {
    const own = rankOf({ name: `${name} ${also}`, kind: group }, sought)
    return own ?? (sought.every((word) => group.toLowerCase().includes(word)) ? BY_KIND : undefined)
  })
}
