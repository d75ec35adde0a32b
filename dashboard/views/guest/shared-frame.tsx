import { Bookmark, SunMoon } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { type Entry, entriesInReach, placeOf, tabsInReach } from '../../blocks/page/entries.ts'
import type { OpenedShare } from '../../models/shared-link.ts'
import { linkTo, pageInView } from '../../models/view.ts'
import { embedded } from '../../opened-as.ts'
import { Menu } from '../../parts/menu.tsx'
import { Popover } from '../../parts/popover.tsx'
import { words } from '../../texts/texts.ts'
import { AppearanceItems } from '../frame/appearance-items.tsx'
import { OfflineBar } from '../frame/offline-bar.tsx'
import { useShortcuts } from '../palette/shortcuts.ts'

interface SharedFrameProps {
  share: OpenedShare
  children: ComponentChildren
}

/** What is shown and its pages along the top. In another's frame only the pages are left. */
export function SharedFrame({ share, children }: SharedFrameProps) {
  const { nav } = words.value
  useShortcuts()
  return (
    <div class="shared" data-embedded={embedded || undefined}>
      <a class="button skip" href="#content">
        {nav.skip}
      </a>
      {!embedded && <Head share={share} />}
      <nav class="shared-pages" aria-label={nav.label}>
        {entriesInReach().map((entry) => (
          <EntryLink key={entry.name} entry={entry} />
        ))}
      </nav>
      <OfflineBar />
      <main class="main" id="content">
        {children}
      </main>
      {!embedded && <footer class="shared-foot">{words.value.shared.foot}</footer>}
    </div>
  )
}

function Head({ share: { site, segment } }: { share: OpenedShare }) {
  const { account } = words.value
  return (
    <header class="shared-head">
      <i class="site-mark" aria-hidden="true">
        {site.name.slice(0, 1)}
      </i>
      <b>{site.name}</b>
      {segment !== null && (
        <span class="shared-segment" title={words.value.filters.segment}>
          <Bookmark size={14} aria-hidden="true" />
          {segment}
        </span>
      )}
      <Popover
        label={account.appearance}
        trigger={{ kind: 'ghost', icon: <SunMoon size={16} />, label: account.appearance }}
      >
        {() => (
          <Menu label={account.appearance}>
            <AppearanceItems />
          </Menu>
        )}
      </Popover>
    </header>
  )
}

function EntryLink({ entry }: { entry: Entry }) {
  const here = placeOf(pageInView.value)?.entry === entry
  const Icon = entry.icon
  return (
    <a
      class="shared-page"
      href={linkTo(tabsInReach(entry)[0]?.path ?? '')}
      aria-current={here ? 'page' : undefined}
    >
      <Icon size={16} aria-hidden="true" />
      {words.value.nav[entry.name]}
    </a>
  )
}
