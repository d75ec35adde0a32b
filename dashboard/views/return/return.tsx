import type { ComponentType } from 'preact'
import { Page } from '../../blocks/page/page.tsx'
import { pageInView } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'
import { PlannerTab } from './planner-tab.tsx'
import { SpendTab } from './spend-tab.tsx'

const TABS: Readonly<Record<string, ComponentType>> = {
  'return/spend': SpendTab,
  'return/planner': PlannerTab,
}

/** What the money brought, and what it went into. */
export function Return() {
  const Tab = TABS[pageInView.value] ?? SpendTab
  return (
    <Page title={words.value.nav.return} timed unfiltered alone>
      <Tab />
    </Page>
  )
}
