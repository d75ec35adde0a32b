import { ChevronDown, PanelLeftClose, PanelLeftOpen, Search } from 'lucide-preact'
import {
  type Entry,
  entriesInReach,
  GROUPS,
  placeOf,
  tabsInReach,
} from '../../blocks/page/entries.ts'
import { PinnedViews } from '../../blocks/views/pinned-views.tsx'
import { KEYS } from '../../models/keys.ts'
import { paletteOpen } from '../../models/palette.ts'
import { foldedGroups, foldGroup, foldSide, sideFolded } from '../../models/side.ts'
import { linkTo, pageInView } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { useOwnId } from '../../parts/own-id.ts'
import { words } from '../../texts/texts.ts'
import { AccountMenu } from './account-menu.tsx'
import { QualityLight } from './quality-light.tsx'
import { SiteMenu } from './site-menu.tsx'

/** The site, the search, where one can go, and at the foot what needs looking after. */
export function Side() {
  const { nav, palette } = words.value
  const entries = entriesInReach()
  return (
    <aside class="side" aria-label={nav.side}>
      <SiteMenu />
      <Button
        class="button side-search"
        icon={<Search size={14} />}
        title={palette.open}
        onClick={() => {
          paletteOpen.value = true
        }}
      >
        <span>{palette.open}</span>
        <kbd class="kbd">{KEYS.command}</kbd>
      </Button>
      <nav aria-label={nav.label}>
        <PinnedViews />
        {GROUPS.map((group) => (
          <Group
            key={group}
            name={group}
            entries={entries.filter((entry) => entry.group === group)}
          />
        ))}
      </nav>
      <div class="side-foot">
        <QualityLight />
        <AccountMenu />
        <FoldButton />
      </div>
    </aside>
  )
}

interface GroupProps {
  name: (typeof GROUPS)[number]
  entries: readonly Entry[]
}

/** Entries under a name that folds them away, but for the one that is on show. */
function Group({ name, entries }: GroupProps) {
  const id = useOwnId()
  if (entries.length === 0) return null
  const folded = foldedGroups.value.includes(name) && !sideFolded.value
  const here = placeOf(pageInView.value)?.entry
  const shown = folded ? entries.filter((entry) => entry === here) : entries
  return (
    <div class="side-group">
      <h2>
        <button
          type="button"
          aria-expanded={!folded}
          aria-controls={id}
          onClick={() => foldGroup(name)}
        >
          {words.value.nav[name]}
          <ChevronDown size={12} aria-hidden="true" />
        </button>
      </h2>
      <div id={id}>
        {shown.map((entry) => (
          <SideLink key={entry.name} entry={entry} here={entry === here} />
        ))}
      </div>
    </div>
  )
}

function SideLink({ entry, here }: { entry: Entry; here: boolean }) {
  const Icon = entry.icon
  const name = words.value.nav[entry.name]
  return (
    <a
      class="side-link"
      href={linkTo(tabsInReach(entry)[0]?.path ?? '')}
      title={sideFolded.value ? name : undefined}
      aria-current={here ? 'page' : undefined}
    >
      <Icon size={16} aria-hidden="true" />
      <span>{name}</span>
    </a>
  )
}

function FoldButton() {
  const { nav } = words.value
  const folded = sideFolded.value
  const name = folded ? nav.unfold : nav.fold
  return (
    <Button
      class="button side-fold"
      kind="ghost"
      icon={folded ? <PanelLeftOpen size={16} /> : <PanelLeftClose size={16} />}
      title={`${name} (\\)`}
      onClick={foldSide}
    >
      <span>{name}</span>
    </Button>
  )
}
