import type { Aliases } from '../../collector/settings/aliases.ts'
import type { ChannelRules } from '../../collector/settings/channels.ts'
import type { EventNames } from '../../collector/settings/event-names.ts'
import type { Exclusions } from '../../collector/settings/exclusions.ts'
import type { Naming } from '../../collector/settings/naming.ts'
import { send, sitePath } from '../api.ts'
import type { Question } from './resource.ts'
import { siteDomain } from './sites.ts'

export type { Aliases, ChannelRules, Exclusions, Naming }

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

/** Puts another sheet in the place of the one there is. */
export function saveSheet<Name extends SheetName>(
  name: Name,
  sheet: Sheets[Name],
): Promise<Sheets[Name]> {
  return send('PUT', sitePath(siteDomain.peek() ?? '', name), { body: sheet })
}

let turn: Promise<unknown> = Promise.resolve()

/** Changes a sheet as it is by then, one change after the other. Answers what it was before. */
export function changeSheet<Name extends SheetName>(
  name: Name,
  change: (sheet: Sheets[Name]) => Sheets[Name],
): Promise<Sheets[Name]> {
  const path = sitePath(siteDomain.peek() ?? '', name)
  const changed = turn.then(async () => {
    const before = await send<Sheets[Name]>('GET', path)
    await send('PUT', path, { body: change(before) })
    return before
  })
  turn = changed.catch(() => undefined) // whoever asked for it hears of it
  return changed
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
