import { useEffect, useRef } from 'preact/hooks'
import { linkTo, pageInView } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'
import { placeOf, tabsInReach } from './entries.ts'

/** The pages of the entry in view, each with an address of its own; nothing where it is the only one. */
export function PageTabs() {
  const { nav, pageTabs } = words.value
  const place = placeOf(pageInView.value)
  const row = useRef<HTMLElement>(null)
  // On a phone the tabs lie in a row that scrolls.
  useEffect(() => {
    const current = row.current?.querySelector<HTMLElement>('[aria-current]')
    if (current) row.current?.scrollTo({ left: current.offsetLeft - current.offsetWidth })
  }, [place])
  if (!place) return null
  const tabs = tabsInReach(place.entry)
  if (tabs.length < 2) return null
  return (
    <nav class="page-tabs" aria-label={nav[place.entry.name]} ref={row}>
      {tabs.map((tab) => (
        <a
          key={tab.path}
          href={linkTo(tab.path)}
          aria-current={tab === place.tab ? 'page' : undefined}
        >
          {pageTabs[tab.name]}
        </a>
      ))}
    </nav>
  )
}
