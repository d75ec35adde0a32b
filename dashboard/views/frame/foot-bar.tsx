import { Ellipsis } from 'lucide-preact'
import type { Ref } from 'preact'
import { type Entry, entriesInReach, placeOf, tabsInReach } from '../../blocks/page/entries.ts'
import { linkTo, pageInView } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'

interface FootBarProps {
  /** Whether the rest of the navigation lies over the page. */
  open: boolean
  opener: Ref<HTMLButtonElement>
  onMore: () => void
}

/** On a phone: the entries in most use under the thumb, and the way to all others. */
export function FootBar({ open, opener, onMore }: FootBarProps) {
  const { nav } = words.value
  return (
    <nav class="foot-bar" aria-label={nav.foot}>
      {entriesInReach()
        .filter(({ phone }) => phone)
        .map((entry) => (
          <FootLink key={entry.name} entry={entry} />
        ))}
      <button ref={opener} type="button" aria-expanded={open} onClick={onMore}>
        <Ellipsis size={18} aria-hidden="true" />
        {nav.more}
      </button>
    </nav>
  )
}

function FootLink({ entry }: { entry: Entry }) {
  const Icon = entry.icon
  const here = placeOf(pageInView.value)?.entry === entry
  return (
    <a href={linkTo(tabsInReach(entry)[0]?.path ?? '')} aria-current={here ? 'page' : undefined}>
      <Icon size={18} aria-hidden="true" />
      {words.value.nav[entry.name]}
    </a>
  )
}
