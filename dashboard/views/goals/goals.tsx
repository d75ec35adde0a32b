import { Page } from '../../blocks/page/page.tsx'
import { pageInView } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'
import { EventsTab } from './events-tab.tsx'
import { GoalsTab } from './goals-tab.tsx'

/** What counts as success, and everything else that people did. */
export function Goals() {
  return (
    <Page title={words.value.nav.goals} timed beside>
      {pageInView.value === 'goals' ? <GoalsTab /> : <EventsTab />}
    </Page>
  )
}
