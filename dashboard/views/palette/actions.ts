import {
  Download,
  FileArchive,
  GitCompareArrows,
  Keyboard,
  KeyRound,
  Languages,
  ListFilter,
  type LucideIcon,
  Moon,
  PanelLeftClose,
  PanelsTopLeft,
  Printer,
  Share2,
  StickyNote,
  Sun,
  SunMoon,
  TrendingUp,
} from 'lucide-preact'
import { go } from '../../models/address.ts'
import { showScheme } from '../../models/appearance.ts'
import { offeredOthers } from '../../models/other-visits.ts'
import { isOnPage, keysOpen, noteAsked, press } from '../../models/palette.ts'
import { risesRed, showRedRises } from '../../models/rise.ts'
import { accountOpen } from '../../models/session.ts'
import { foldSide } from '../../models/side.ts'
import { mayChange, siteDomain } from '../../models/sites.ts'
import { linkTo, showCompare, view } from '../../models/view.ts'
import { LANGUAGES, type Language, language, speak, words } from '../../texts/texts.ts'
import type { Command } from './commands.ts'

/** What one can do from anywhere, and what the page in view can do. */
export function actions(): Command[] {
  const { palette } = words.value
  const does = (name: string, icon: LucideIcon, run: () => void, id = name): Command => ({
    id: `do ${id}`,
    group: palette.actions,
    name,
    icon,
    run,
  })
  return [
    ...ofPage().map(({ command, name, icon }) =>
      does(name, icon, () => void press('command', command), command),
    ),
    ...(mayChange.value ? [does(palette.note, StickyNote, addNote, 'note')] : []),
    does(words.value.keys.compare, GitCompareArrows, turnComparison, 'compare'),
    ...comparisons(does),
    ...schemes().map(({ scheme, icon }) =>
      does(palette.schemes[scheme], icon, () => showScheme(scheme), scheme),
    ),
    does(nextRise(), TrendingUp, () => showRedRises(!risesRed.peek()), 'rise'),
    ...(Object.keys(LANGUAGES) as Language[])
      .filter((tag) => tag !== language.value)
      .map((tag) => ({
        ...does(LANGUAGES[tag], Languages, () => void speak(tag, { keep: true }), tag),
        also: palette.languages,
      })),
    does(palette.print, Printer, () => print(), 'print'),
    does(words.value.keys.side, PanelLeftClose, foldSide, 'side'),
    does(words.value.security.title, KeyRound, openAccount, 'account'),
    { ...does(words.value.keys.title, Keyboard, showKeys, 'keys'), group: palette.help },
  ]
}

function ofPage() {
  const { actions: text, downloads, filters, shared, views } = words.value
  return [
    { command: 'filter', name: filters.add, icon: ListFilter },
    { command: 'share', name: shared.share, icon: Share2 },
    { command: 'csv', name: text.download, icon: Download },
    { command: 'zip', name: downloads.everything, icon: FileArchive },
    { command: 'views', name: views.save, icon: PanelsTopLeft },
  ].filter(({ command }) => isOnPage(command))
}

type Does = (name: string, icon: LucideIcon, run: () => void, id: string) => Command

/** Where the page in view can show them, there; else on the overview. */
function comparisons(does: Does): Command[] {
  const { compareWith, compareSegment } = words.value.beside
  return offeredOthers.value.map(({ others, name, segment }) =>
    does(
      segment === undefined ? compareWith(name) : compareSegment(segment),
      GitCompareArrows,
      () => (isOnPage('beside') ? showCompare(others) : go(linkTo('', { compare: others }))),
      others,
    ),
  )
}

function schemes() {
  return [
    { scheme: 'dark' as const, icon: Moon },
    { scheme: 'light' as const, icon: Sun },
    { scheme: 'system' as const, icon: SunMoon },
  ]
}

/** The colours of rise and fall that are not on show. */
function nextRise(): string {
  const { account } = words.value
  return risesRed.value ? account.greenRises : account.redRises
}

/** The overview is where notes are written; it hears of it once it is there. */
function addNote(): void {
  noteAsked.value = siteDomain.peek()
  go(linkTo(''))
}

function turnComparison(): void {
  showCompare(view.peek().compare === 'none' ? 'previous' : 'none')
}

function openAccount(): void {
  accountOpen.value = true
}

function showKeys(): void {
  keysOpen.value = true
}
