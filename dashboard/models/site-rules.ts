import type { Aliases } from '../../collector/settings/aliases.ts'
import type { ChannelRules } from '../../collector/settings/channels.ts'
import type { EventNames } from '../../collector/settings/event-names.ts'
import type { Exclusions } from '../../collector/settings/exclusions.ts'
import type { HealthSettings } from '../../collector/settings/health.ts'
import type { Naming } from '../../collector/settings/naming.ts'
import { send, sitePath } from '../api.ts'
import { merged } from './merged.ts'
import type { Question } from './resource.ts'
import { siteDomain } from './sites.ts'

export type { Aliases, ChannelRules, Exclusions, HealthSettings, Naming }

/** What decides the channel of a landing. */
export interface RulesOfSite {
  channels: ChannelRules
  aliases: Aliases
  exclusions: Exclusions
}

/** The site's sheets: things there is exactly one of, by the name in the path. */
interface Sheets extends RulesOfSite {
  naming: Naming
  'event-names': EventNames
  health: HealthSettings
}

export type SheetName = keyof Sheets

/** A question for one of the site's sheets. */
export function sheetQuestion<Name extends SheetName>(
  name: Name,
  domain = siteDomain.value,
): Question<Sheets[Name]> | undefined {
  if (domain === undefined) return undefined
  const path = sitePath(domain, name)
  return { key: path, fetch: (signal) => send('GET', path, { signal }) }
}

/** A sheet before a change and after it, as it was stored. */
export interface SheetChange<Name extends SheetName> {
  sheet: Name
  before: Sheets[Name]
  after: Sheets[Name]
}

let turn: Promise<unknown> = Promise.resolve()

/** Changes a sheet of a site as it is by then, one change after the other. */
export function changeSheet<Name extends SheetName>(
  domain: string,
  sheet: Name,
  change: (stored: Sheets[Name]) => Sheets[Name],
): Promise<SheetChange<Name>> {
  const path = sitePath(domain, sheet)
  const changed = turn.then(async () => {
    const before = await send<Sheets[Name]>('GET', path)
    const after = await send<Sheets[Name]>('PUT', path, { body: change(before) })
    return { sheet, before, after }
  })
  turn = changed.catch(() => undefined) // whoever asked for it hears of it
  return changed
}

/** Takes a change of a sheet back; what others changed since stays. */
export function takeBackSheet<Name extends SheetName>(
  domain: string,
  { sheet, before, after }: SheetChange<Name>,
): Promise<SheetChange<Name>> {
  return changeSheet(domain, sheet, (now) => merged(after, now, before))
}

/** Everything that decides the channel of a landing, in one go. */
export function rulesQuestion(domain = siteDomain.value): Question<RulesOfSite> | undefined {
  const channels = sheetQuestion('channels', domain)
  const aliases = sheetQuestion('aliases', domain)
  const exclusions = sheetQuestion('exclusions', domain)
  if (!(channels && aliases && exclusions)) return undefined
  return {
    key: `rules ${channels.key}`,
    fetch: async (signal) => ({
      channels: await channels.fetch(signal),
      aliases: await aliases.fetch(signal),
      exclusions: await exclusions.fetch(signal),
    }),
  }
}
