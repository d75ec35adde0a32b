import { dateTime } from '../../dates.ts'
import type { Audited } from '../../models/history.ts'
import { site } from '../../models/sites.ts'
import { locale } from '../../models/view.ts'
import { spelled } from '../../names.ts'
import { experimentWords } from '../../texts/experiments.ts'

/** What the history keeps of an experiment: the whole, what a step changed, or of a long one only that there was one. */
type Kept = Readonly<Record<string, unknown>>

function keptOf(value: unknown): Kept {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** Who changed what of an experiment, a line each. */
export function linesAbout(items: readonly Audited[], key: string): string[] {
  return items.filter((entry) => isAbout(entry, key)).map(lineOf)
}

function isAbout({ thing, before, after }: Audited, key: string): boolean {
  return thing === 'experiment' && keptOf(after ?? before).key === key
}

function lineOf({ at, who, what, before, after }: Audited): string {
  const { logAdded, logRemoved, logBy } = experimentWords.value.result
  const when = dateTime(at, site.value?.timezone ?? 'UTC', locale.value.language)
  const did = {
    added: logAdded,
    removed: logRemoved,
    changed: changesOf(keptOf(before), keptOf(after)),
  }[what]
  return [when, who === null ? '–' : spelled(logBy, who), did ?? what].join(' · ')
}

/** Where it went, or the fields that became something else. */
function changesOf(was: Kept, is: Kept): string {
  const { states, actions, result } = experimentWords.value
  if (was.status !== is.status) return spelled(states, String(is.status))
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  const changed = names.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
  if (String(changed) === 'archived') return is.archived ? actions.archive : actions.restore
  return result.logChanged(changed.map((name) => spelled(result.logFields, name)).join(', '))
}
