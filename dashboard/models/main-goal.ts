import { ask } from '../api.ts'
import { loadSites } from './sites.ts'

/** Makes a goal the one that a site is about; null: none is. */
export async function makeMain(domain: string, main_goal: string | null): Promise<void> {
  await ask('PUT', '/api/sites/:site', { param: { site: domain }, body: { main_goal } })
  await loadSites()
}
