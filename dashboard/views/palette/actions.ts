import {
  Download,
  GitCompareArrows,
  Keyboard,
  KeyRound,
  Languages,
  ListFilter,
  type LucideIcon,
  Moon,
  PanelLeftClose,
  PanelsTopLeft,
  Share2,
  StickyNote,
  Sun,
  SunMoon,
  TrendingUp,
} from 'lucide-preact'
import { go } from '../../models/address.ts'
import { showScheme } from '../../models/appearance.ts'
import { isOnPage, keysOpen, noteAsked, press } from '../../models/palette.ts'
import { risesRed, showRedRises } from '../../models/rise.ts'
import { accountOpen } from '../../models/session.ts'
import { foldSide } from '../../models/side.ts'
import { mayChange } from '../../models/sites.ts'
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
    ...schemes().map(({ scheme, icon }) =>
      does(palette.schemes[scheme], icon, () => showScheme(scheme), scheme),
    ),
    does(nextRise(), TrendingUp, () => showRedRises(!risesRed.peek()), 'rise'),
    ...(Object.keys(LANGUAGES) as Language[])
      .filter((tag) => tag !== language.value)
      .map((tag) => does(LANGUAGES[tag], Languages, () => void speak(tag, { keep: true }), tag)),
    does(words.value.keys.side, PanelLeftClose, foldSide, 'side'),
    does(words.value.security.title, KeyRound, openAccount, 'account'),
    { ...does(words.value.keys.title, Keyboard, showKeys, 'keys'), group: palette.help },
  ]
}

function ofPage() {
  const { actions: text, filters, shared, views } = words.value
  return [
    { command: 'filter', name: filters.add, icon: ListFilter },
    { command: 'share', name: shared.share, icon: Share2 },
    { command: 'csv', name: text.download, icon: Download },
    { command: 'views', name: views.save, icon: PanelsTopLeft },
  ].filter(({ command }) => isOnPage(command))
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
  noteAsked.value = true
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
