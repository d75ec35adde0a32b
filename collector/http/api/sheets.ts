import { Aliases, aliasesOf, replaceAliases } from '../../settings/aliases.ts'
import { ChannelRules, channelRules, replaceChannelRules } from '../../settings/channels.ts'
import { EventNames, eventNamesOf, replaceEventNames } from '../../settings/event-names.ts'
import { Exclusions, exclusionsOf, replaceExclusions } from '../../settings/exclusions.ts'
import { HealthSettings, healthSettings, replaceHealthSettings } from '../../settings/health.ts'
import { Naming, namingOf, replaceNaming } from '../../settings/naming.ts'
import { sheet } from './sheet.ts'

export const channels = sheet({
  tag: 'Channel rules',
  schema: ChannelRules,
  read: channelRules,
  replace: replaceChannelRules,
})

export const aliases = sheet({
  tag: 'Aliases',
  schema: Aliases,
  read: aliasesOf,
  replace: replaceAliases,
})

/** Words for links to come: no visit is read by them. */
export const naming = sheet({
  tag: 'Link names',
  schema: Naming,
  derives: false,
  read: namingOf,
  replace: replaceNaming,
})

/** Words for people: what is sent and stored keeps its name. */
export const eventNames = sheet({
  tag: 'Event names',
  schema: EventNames,
  derives: false,
  read: eventNamesOf,
  replace: replaceEventNames,
})

/** How accounts are scored: no visit is read by it. */
export const health = sheet({
  tag: 'Health',
  schema: HealthSettings,
  derives: false,
  read: healthSettings,
  replace: replaceHealthSettings,
})

export const exclusions = sheet({
  tag: 'Exclusions',
  schema: Exclusions,
  read: exclusionsOf,
  replace: replaceExclusions,
})
