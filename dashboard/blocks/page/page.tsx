import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { range } from '../../format.ts'
import { ownsSite, site } from '../../models/sites.ts'
import { locale, shownRange } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'
import { FilterBar } from '../filters/filter-bar.tsx'
import { ShareButton } from '../sharing/share-button.tsx'
import { CompareMenu } from './compare-menu.tsx'
import { PeriodMenu } from './period-menu.tsx'

interface PageProps {
  title: string
  /** Beside the title. */
  aside?: ComponentChildren
  /** Pages about a stretch of time have the period, the comparison and the filters. */
  timed?: boolean
  /** What is shown knows no comparison. */
  alone?: boolean
  tools?: ComponentChildren
  children: ComponentChildren
}

/** A page's head and body. */
export function Page(props: PageProps) {
  const { title, aside, timed = false, alone = false, tools, children } = props
  const name = site.value?.name
  useEffect(() => {
    document.title = [title, name, 'Tributary'].filter(Boolean).join(' · ')
  }, [title, name])
  return (
    <div class="page">
      <header class="page-head">
        <div class="page-title">
          <h1>{title}</h1>
          <OnPaper timed={timed} />
          {timed && <FilterBar />}
          {aside}
          <div class="page-tools">
            {tools}
            {timed && ownsSite.value && <ShareButton title={title} />}
            {timed && !alone && <CompareMenu />}
            {timed && <PeriodMenu />}
          </div>
        </div>
      </header>
      {children}
    </div>
  )
}

/** What a printed page would not say otherwise: of which site, and of which days. */
function OnPaper({ timed }: { timed: boolean }) {
  const days = shownRange.value
  const period = days ? range(days, locale.value.language) : words.value.period.all
  return (
    <p class="on-paper">
      {site.value?.name}
      {timed && ` · ${period}`}
    </p>
  )
}
