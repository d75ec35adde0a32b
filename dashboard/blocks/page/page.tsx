import type { ComponentChildren, RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { range } from '../../dates.ts'
import { goalNamed } from '../../models/goal-in-view.ts'
import { isSegmentGone } from '../../models/other-visits.ts'
import { ownsSite, site } from '../../models/sites.ts'
import { locale, pageInView, showCompare, shownRange } from '../../models/view.ts'
import { guest } from '../../opened-as.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { words } from '../../texts/texts.ts'
import { AllTablesButton } from '../downloads/all-tables-button.tsx'
import { FilterBar } from '../filters/filter-bar.tsx'
import { UnratedCustomers } from '../filters/unrated-customers.tsx'
import { ShareButton } from '../sharing/share-button.tsx'
import { ViewsMenu } from '../views/views-menu.tsx'
import { CompareMenu } from './compare-menu.tsx'
import { placeOf } from './entries.ts'
import { GoalChoice } from './goal-choice.tsx'
import { LivePill } from './live-pill.tsx'
import { PageTabs } from './page-tabs.tsx'
import { PeriodMenu } from './period-menu.tsx'
import { RareTools } from './rare-tools.tsx'
import { useSwipe } from './swipe.ts'

interface PageProps {
  title: string
  /** Beside the title. */
  aside?: ComponentChildren
  /** Pages about a stretch of time have the period, the comparison and the filters. */
  timed?: boolean
  /** What is shown obeys no filter: those in force are not shown here, and wait for the next page. */
  unfiltered?: boolean
  /** What is shown knows no comparison. */
  alone?: boolean
  /** What is shown counts conversions, of the goal in the bar. */
  ofGoals?: boolean
  /** What is shown can stand beside other visits. */
  beside?: boolean
  tools?: ComponentChildren
  children: ComponentChildren
}

/** A page's head and body. */
export function Page(props: PageProps) {
  const { title, aside, timed = false, unfiltered = false, tools, children } = props
  const { alone = false, beside = false, ofGoals = false } = props
  const name = site.value?.name
  const tab = tabTitle()
  useEffect(() => {
    document.title = [tab, title, name, 'Tributary'].filter(Boolean).join(' · ')
  }, [tab, title, name])
  const page = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLElement>(null)
  useSwipe(page, timed)
  useStick(page, head)
  return (
    <div class="page" ref={page}>
      <header class="page-head" ref={head}>
        <div class="page-title">
          <h1>{title}</h1>
          <OnPaper timed={timed} ofGoals={ofGoals} />
          {timed && <LivePill />}
          {aside}
          <div class="page-tools">
            {tools}
            {timed && <TimedTools title={title} alone={alone} beside={beside} />}
          </div>
        </div>
        {timed && !unfiltered && <FilterBar>{ofGoals && <GoalChoice />}</FilterBar>}
      </header>
      <PageTabs />
      {timed && !unfiltered && !guest && <UnratedCustomers />}
      {beside && <GoneSegment />}
      {children}
    </div>
  )
}

/** What every page about a stretch of time can do, the period last. */
function TimedTools({ title, alone, beside }: { title: string; alone: boolean; beside: boolean }) {
  const tab = tabTitle()
  return (
    <>
      <AllTablesButton />
      {!guest && <ViewsMenu title={tab ?? title} />}
      {ownsSite.value && isShared() && <ShareButton title={title} />}
      <RareTools />
      {!alone && <CompareMenu beside={beside} />}
      <PeriodMenu />
    </>
  )
}

/** An address may name a segment that was removed since it was sent round. */
function GoneSegment() {
  const text = words.value.beside
  if (!isSegmentGone.value) return null
  return (
    <div class="page-note">
      <Notice
        tone="warn"
        action={
          <Button size="small" onClick={() => showCompare('previous')}>
            {text.days}
          </Button>
        }
      >
        {text.gone}
      </Notice>
    </div>
  )
}

/** Tells what sticks to the top, as heads of tables, where the page's own head ends: on a phone that scrolls away. */
function useStick(page: RefObject<HTMLElement>, head: RefObject<HTMLElement>): void {
  useEffect(() => {
    const [shown, own] = [page.current, head.current]
    if (!(shown && own)) return undefined
    const observer = new ResizeObserver(() => {
      shown.style.setProperty('--head', `${own.offsetHeight}px`)
    })
    observer.observe(own)
    return () => observer.disconnect()
  }, [page, head])
}

/** Whether guests have this page. */
function isShared(): boolean {
  return placeOf(pageInView.value)?.entry.shared === true
}

/** What sets a tab apart from its entry, in the title of the window. */
function tabTitle(): string | undefined {
  const place = placeOf(pageInView.value)
  if (!place || place.tab === place.entry.tabs[0]) return undefined
  return words.value.pageTabs[place.tab.name]
}

/** What a printed page would not say otherwise: of which site, of which days and of which goal. */
function OnPaper({ timed, ofGoals }: { timed: boolean; ofGoals: boolean }) {
  const days = shownRange.value
  const period = days ? range(days, locale.value.language) : words.value.period.all
  const goal = ofGoals && goalNamed.value?.name
  return (
    <p class="on-paper">
      {site.value?.name}
      {timed && ` · ${period}`}
      {goal && ` · ${goal}`}
    </p>
  )
}
