import { Page } from '../../blocks/page/page.tsx'
import { words } from '../../texts/texts.ts'
import { RevenueTab } from './revenue-tab.tsx'

/** What customers bring a month, how it moves, what they are worth and cost. */
export function CustomersRevenue() {
  return (
    <Page title={words.value.nav.customers} timed alone>
      <RevenueTab />
    </Page>
  )
}
