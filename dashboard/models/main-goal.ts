import { ask } from '../api.ts'
import { loadSites, site } from './sites.ts'

/** Makes a goal the one that the site is about; null: none is. */
export async function makeMain(main_goal: string | null): Promise<void> {
  const current = site.peek()
  if (!current) return
  await ask('PUT', '/api/sites/:site', { param: { site: current.domain }, body: { main_goal } })
  await loadSites()
}
