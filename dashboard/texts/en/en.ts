import { security } from './account.ts'
import { annotations } from './annotations.ts'
import { beside } from './beside.ts'
import { channels } from './channels.ts'
import { customerStates, dimensions } from './dimensions.ts'
import { finding } from './finding.ts'
import { fixes } from './fixes.ts'
import { frame } from './frame.ts'
import { funnels } from './funnels.ts'
import { imported } from './imported.ts'
import { metrics } from './metrics.ts'
import { names } from './names.ts'
import { pages } from './pages.ts'
import { refusals } from './refusals.ts'
import { savedFunnels } from './saved-funnels.ts'
import { shared } from './shared.ts'
import { start } from './start.ts'
import { usual } from './usual.ts'

export const en = {
  ...frame,
  ...finding,
  ...names,
  ...start,
  ...pages,
  ...savedFunnels,
  annotations,
  beside,
  customerStates,
  dimensions,
  channels,
  fixes,
  funnels,
  imported,
  metrics,
  shared,
  security,
  refusals,
  usual,
}
