import type { ComponentType } from 'preact'
import { Page } from '../../blocks/page/page.tsx'
import { pageInView } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'
import { CurveTab } from './curve-tab.tsx'
import { FeaturesTab } from './features-tab.tsx'
import { HabitsTab } from './habits-tab.tsx'

const TABS: Readonly<Record<string, ComponentType>> = {
  retention: CurveTab,
  'retention/features': FeaturesTab,
  'retention/habits': HabitsTab,
}

/** Whether those who came come again, and what keeps them. */
export function Retention() {
  const Tab = TABS[pageInView.value] ?? CurveTab
  return (
    <Page title={words.value.nav.retention} timed alone>
      <Tab />
    </Page>
  )
}
