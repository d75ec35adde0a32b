import type { Filter } from '../../collector/settings/filter.ts'
import type { Fix } from './findings.ts'
import {
  type Aliases,
  type ChannelRules,
  changeSheet,
  type Exclusions,
  type RulesOfSite,
  type SheetChange,
} from './site-rules.ts'

/** Those that change a sheet of the site; links are mended where they are made. */
export type SheetFix = Exclude<Fix, { type: 'link' }>

type AliasFix = Extract<Fix, { type: 'alias' }>
type RuleFix = Extract<Fix, { type: 'rule' }>
type ExclusionFix = Extract<Fix, { type: 'exclusion' }>

/** Adds what mends it to the sheet that it is about, as that is by then. */
export function applyFix(domain: string, fix: SheetFix): Promise<SheetChange<keyof RulesOfSite>> {
  if (fix.type === 'alias') return changeSheet(domain, 'aliases', (all) => withAlias(all, fix))
  if (fix.type === 'rule') return changeSheet(domain, 'channels', (all) => withRule(all, fix))
  return changeSheet(domain, 'exclusions', (all) => withReferrer(all, fix))
}

export function withAlias(aliases: Aliases, { kind, spelling, means }: AliasFix): Aliases {
  return { ...aliases, [kind]: { ...aliases[kind], [spelling]: means } }
}

/** Names the host once, however often it is left out. */
export function withReferrer(exclusions: Exclusions, { host }: ExclusionFix): Exclusions {
  return { ...exclusions, referrers: [...new Set([...exclusions.referrers, host])] }
}

/** The site's rules with one more, the last: those that were there keep their say. */
export function withRule({ rules }: ChannelRules, { channel, ...fix }: RuleFix): ChannelRules {
  return { rules: [...rules, { channel, when: conditionsOf(fix) }] }
}

type Condition = ['is', 'source' | 'medium', string[]]

/** The source stands in the rule: the same medium may count elsewhere where another brought it. */
function conditionsOf({ source, medium }: Pick<RuleFix, 'source' | 'medium'>): Condition[] {
  const ofMedium: Condition = ['is', 'medium', [medium]]
  return source === '' ? [ofMedium] : [['is', 'source', [source]], ofMedium]
}

/** Whether the site's rules mend it already: what intake counted then stays counted. */
export function isMended(fix: Fix, rules: RulesOfSite): boolean {
  if (fix.type === 'alias') {
    const said = fix.spelling.toLowerCase()
    return Object.keys(rules.aliases[fix.kind]).some((known) => known.toLowerCase() === said)
  }
  if (fix.type === 'exclusion') return rules.exclusions.referrers.includes(fix.host)
  if (fix.type === 'link') return false
  return rules.channels.rules.some(({ when }) => {
    const names = (dimension: 'source' | 'medium', value: string) => (condition: Filter) =>
      condition[0] === 'is' && condition[1] === dimension && condition[2].includes(value)
    const others = when.filter((condition) => !names('source', fix.source)(condition))
    return others.length > 0 && others.every(names('medium', fix.medium))
  })
}
