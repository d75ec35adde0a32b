import { Page } from '../../blocks/page/page.tsx'
import { pageInView } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'
import { FunnelsTab } from './funnels-tab.tsx'
import { PathsTab } from './paths-tab.tsx'

/** Where people stop, and which ways they take. */
export function Journeys() {
  const isPaths = pageInView.value === 'journeys/paths'
  return (
    <Page title={words.value.nav.journeys} timed>
      {isPaths ? <PathsTab /> : <FunnelsTab />}
    </Page>
  )
}
