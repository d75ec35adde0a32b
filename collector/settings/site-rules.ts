import type { SiteRules } from '../acquisition/site-rules.ts'
import { aliasesOf } from './aliases.ts'
import { channelRules } from './channels.ts'
import { exclusionsOf } from './exclusions.ts'
import type { Settings } from './tables.ts'

/** Everything of the site that decides how an acquisition reads. */
export async function siteRules(settings: Settings, site: number): Promise<SiteRules> {
  const [aliases, { rules }, exclusions] = await Promise.all([
    aliasesOf(settings, site),
    channelRules(settings, site),
    exclusionsOf(settings, site),
  ])
  return { aliases, channels: rules as SiteRules['channels'], exclusions }
}
