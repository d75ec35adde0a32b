import {
  ChartNoAxesCombined,
  ContactRound,
  FileText,
  FlaskConical,
  HandCoins,
  Link2,
  type LucideIcon,
  Repeat2,
  Route,
  Settings,
  Split,
  Target,
  UsersRound,
} from 'lucide-preact'
import type { SharedReports } from '../../../collector/auth/shared-reports.ts'
import { experiments } from '../../models/experiments.ts'
import { openedShare } from '../../models/shared-link.ts'
import { mayChange, site } from '../../models/sites.ts'
import { imports } from '../../models/spend.ts'
import { goals } from '../../models/things.ts'
import { guest } from '../../opened-as.ts'
import type { Texts } from '../../texts/texts.ts'

interface Tab {
  /** Path below the site; empty for the overview. */
  path: string
  name: keyof Texts['pageTabs']
  /** Whether there is nothing on it that a reader could use. */
  empty?: () => boolean
  /** A shared link shows it where its owner ticked this. */
  ticked?: SharedReports
  /** Of an entry that guests see, too, only members see it. */
  closed?: true
}

export interface Entry {
  group: Group
  name: keyof Texts['nav']
  icon: LucideIcon
  /** One where the entry is a single page. */
  tabs: readonly [Tab, ...Tab[]]
  /** Guests of a shared link see it as well. */
  shared?: true
  /** It stands in the bar at a phone's foot. */
  phone?: true
}

/** `G` and then the letter goes to an entry, and to two pages that are none. */
export const LETTERS: Partial<Record<keyof Texts['nav'], string>> = {
  overview: 'o',
  sources: 's',
  pages: 'p',
  audience: 'a',
  goals: 'g',
  journeys: 'j',
  retention: 'r',
  experiments: 'e',
  return: 'm',
  customers: 'c',
  links: 'l',
  settings: 't',
  quality: 'q',
}

export const GROUPS = ['look', 'convert', 'earn', 'run'] as const
type Group = (typeof GROUPS)[number]

/** Whether a site whose goals are known has fewer than so many. */
const fewerGoals = (least: number) => () => (goals.data.value?.length ?? least) < least

function hasNoAccounts(): boolean {
  return site.value?.has_accounts === false
}

/** Everything one can go to, in the order of use. A new report is a tab before it is an entry. */
export const ENTRIES: readonly Entry[] = [
  {
    group: 'look',
    name: 'overview',
    icon: ChartNoAxesCombined,
    tabs: [
      { path: '', name: 'summary' },
      { path: 'live', name: 'live' },
      { path: 'changes', name: 'changes', ticked: 'changes' },
    ],
    shared: true,
    phone: true,
  },
  {
    group: 'look',
    name: 'sources',
    icon: Split,
    tabs: [
      { path: 'sources', name: 'channel' },
      { path: 'sources/source', name: 'source' },
      { path: 'sources/referrer', name: 'referrer' },
      { path: 'sources/medium', name: 'medium' },
      { path: 'sources/campaign', name: 'campaign' },
      { path: 'sources/content', name: 'content' },
      { path: 'sources/keyword', name: 'keyword' },
    ],
    shared: true,
    phone: true,
  },
  {
    group: 'look',
    name: 'pages',
    icon: FileText,
    tabs: [
      { path: 'pages', name: 'pages' },
      { path: 'pages/landing', name: 'landing' },
      { path: 'pages/exit', name: 'exit' },
      { path: 'pages/hosts', name: 'hosts' },
    ],
    shared: true,
  },
  {
    group: 'look',
    name: 'audience',
    icon: UsersRound,
    tabs: [
      { path: 'audience', name: 'places' },
      { path: 'audience/devices', name: 'devices' },
      { path: 'audience/when', name: 'when' },
    ],
    shared: true,
  },
  {
    group: 'convert',
    name: 'goals',
    icon: Target,
    tabs: [
      { path: 'goals', name: 'goals', empty: fewerGoals(1) },
      { path: 'goals/events', name: 'events' },
    ],
    shared: true,
    phone: true,
  },
  {
    group: 'convert',
    name: 'journeys',
    icon: Route,
    tabs: [
      { path: 'journeys', name: 'funnels', ticked: 'journeys' },
      { path: 'journeys/paths', name: 'paths', ticked: 'journeys' },
    ],
    shared: true,
  },
  {
    group: 'convert',
    name: 'retention',
    icon: Repeat2,
    tabs: [
      { path: 'retention', name: 'curve', ticked: 'retention' },
      { path: 'retention/features', name: 'features', ticked: 'retention' },
      { path: 'retention/habits', name: 'habits', ticked: 'retention' },
    ],
    shared: true,
  },
  {
    group: 'convert',
    name: 'experiments',
    icon: FlaskConical,
    tabs: [
      { path: 'experiments', name: 'running', empty: () => experiments.data.value?.length === 0 },
      { path: 'experiments/drafts', name: 'drafts', empty: () => !mayChange.value },
      { path: 'experiments/done', name: 'done', empty: () => experiments.data.value?.length === 0 },
      { path: 'experiments/calculators', name: 'calculators' },
    ],
  },
  {
    group: 'earn',
    name: 'return',
    icon: HandCoins,
    tabs: [
      { path: 'return', name: 'return', empty: fewerGoals(1) },
      { path: 'return/models', name: 'models', empty: fewerGoals(1) },
      { path: 'return/spend', name: 'spend', empty: () => imports.data.value?.length === 0 },
      { path: 'return/planner', name: 'planner', empty: () => imports.data.value?.length === 0 },
    ],
    phone: true,
  },
  {
    group: 'earn',
    name: 'customers',
    icon: ContactRound,
    tabs: [
      { path: 'customers', name: 'health', empty: hasNoAccounts, closed: true },
      { path: 'customers/revenue', name: 'revenue', ticked: 'customers' },
      { path: 'customers/accounts', name: 'accounts', empty: hasNoAccounts, closed: true },
      { path: 'customers/stages', name: 'stages', empty: fewerGoals(2), closed: true },
      { path: 'customers/people', name: 'people', closed: true },
    ],
    shared: true,
  },
  {
    group: 'run',
    name: 'links',
    icon: Link2,
    tabs: [
      { path: 'links', name: 'builder' },
      { path: 'links/saved', name: 'saved' },
      { path: 'links/names', name: 'names' },
    ],
  },
  {
    group: 'run',
    name: 'settings',
    icon: Settings,
    tabs: [{ path: 'settings', name: 'settings' }],
  },
]

/** The tabs that whoever looks sees: who may fill an empty one sees it, too; guests none of what is members' own. */
export function tabsInReach({ tabs, shared }: Entry): readonly Tab[] {
  if (guest && !shared) return []
  return tabs.filter((tab) => isShown(tab) && (mayChange.value || !tab.empty?.()))
}

/** Of a shared link's pages those that it shows. */
function isShown({ ticked, closed }: Tab): boolean {
  if (!guest) return true
  if (closed) return false
  return ticked === undefined || (openedShare.value?.reports.includes(ticked) ?? false)
}

/** The entries that whoever looks sees. */
export function entriesInReach(): Entry[] {
  return ENTRIES.filter((entry) => tabsInReach(entry).length > 0)
}

interface Place {
  entry: Entry
  tab: Tab
}

const PLACES: readonly Place[] = ENTRIES.flatMap((entry) =>
  entry.tabs.map((tab) => ({ entry, tab })),
)

/** The entry and tab that a page below the site belongs to: its own, else the nearest that it stands below. */
export function placeOf(page: string): Place | undefined {
  const own = PLACES.find(({ tab }) => tab.path === page)
  if (own) return own
  return PLACES.filter(({ tab }) => tab.path !== '' && page.startsWith(`${tab.path}/`)).toSorted(
    (a, b) => b.tab.path.length - a.tab.path.length,
  )[0]
}
