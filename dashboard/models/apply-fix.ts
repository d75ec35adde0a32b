import type { Filter } from '../../collector/settings/filter.ts'
import type { Fix } from './findings.ts'
import type { Aliases, ChannelRules, RulesOfSite } from './site-rules.ts'

type RuleSheet = keyof RulesOfSite

interface Change<Name extends RuleSheet> {
  sheet: Name
  before: RulesOfSite[Name]
  after: RulesOfSite[Name]
}

/** One of the site's sheets, before a fix and after it. */
export type SheetChange = { [Name in RuleSheet]: Change<Name> }[RuleSheet]

/** What a fix changes; undefined for what is mended elsewhere. */
export function changeOf(fix: Fix, rules: RulesOfSite): SheetChange | undefined {
  if (fix.type === 'alias') {
    const before = rules.aliases
    return { sheet: 'aliases', before, after: withAlias(before, fix) }
  }
  if (fix.type === 'rule') {
    const before = rules.channels
    return { sheet: 'channels', before, after: withRule(before, fix) }
  }
  if (fix.type === 'exclusion') {
    const before = rules.exclusions
    const referrers = [...new Set([...before.referrers, fix.host])]
    return { sheet: 'exclusions', before, after: { ...before, referrers } }
  }
  return undefined
}

type AliasFix = Extract<Fix, { type: 'alias' }>
type RuleFix = Extract<Fix, { type: 'rule' }>

function withAlias(aliases: Aliases, { kind, spelling, means }: AliasFix): Aliases {
  return { ...aliases, [kind]: { ...aliases[kind], [spelling]: means } }
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
