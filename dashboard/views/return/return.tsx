import type { ComponentType } from 'preact'
import { Page } from '../../blocks/page/page.tsx'
import { pageInView } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'
import { ModelsTab } from './models-tab.tsx'
import { PlannerTab } from './planner-tab.tsx'
import { ReturnTab } from './return-tab.tsx'
import { SpendTab } from './spend-tab.tsx'

interface TabView {
  view: ComponentType
  /** What of the bar it obeys, besides the period; all when left out. */
  unfiltered?: true
  alone?: true
}

const TABS: Readonly<Record<string, TabView>> = {
  'return/models': { view: ModelsTab },
  'return/spend': { view: SpendTab, unfiltered: true, alone: true },
  'return/planner': { view: PlannerTab, unfiltered: true, alone: true },
}

/** What the money brought, and what it went into. */
export function Return() {
  const { view: Tab, ...bar } = TABS[pageInView.value] ?? { view: ReturnTab }
  return (
    <Page title={words.value.nav.return} timed {...bar}>
      <Tab />
    </Page>
  )
}
