import { security } from './account.ts'
import { channels } from './channels.ts'
import { definitions } from './definitions.ts'
import { dimensions } from './dimensions.ts'
import { fixes } from './fixes.ts'
import { frame } from './frame.ts'
import { history } from './history.ts'
import { journeys } from './journeys.ts'
import { links } from './links.ts'
import { metrics } from './metrics.ts'
import { pages } from './pages.ts'
import { people } from './people.ts'
import { refusals } from './refusals.ts'
import { savedFunnels } from './saved-funnels.ts'
import { settings } from './settings.ts'
import { shared } from './shared.ts'
import { spend } from './spend.ts'
import { spendSaid } from './spend-said.ts'
import { start } from './start.ts'

export const en = {
  ...frame,
  ...start,
  ...pages,
  ...journeys,
  ...savedFunnels,
  definitions,
  dimensions,
  channels,
  fixes,
  metrics,
  settings,
  history,
  links,
  shared,
  security,
  people,
  refusals,
  spend,
  spendSaid,
}
