import { clean } from './clean.ts'
import { type Aim, daysLeft } from './facts.ts'
import type { Line, Part, Telling } from './told.ts'

/** Goals against what they are to reach; nothing where none has a target. */
export function aimsTold(telling: Telling): Part[] {
  const { facts, texts } = telling
  if (facts.aims.length === 0) return []
  return [{ title: texts.goals, lines: facts.aims.map((aim) => lineOf(aim, telling)) }]
}

function lineOf({ goal, range, done }: Aim, { texts, formats, days }: Telling): Line {
  const { target } = goal
  const unit = target?.revenue === undefined ? 'count' : 'money'
  const wanted = target?.count ?? target?.revenue ?? 1
  const tell = (value: number) => formats.number(unit, value)
  const reached = done / wanted
  const left = daysLeft(range, days.to)
  // Rounded down: 119.6 of 120 are not all of it.
  const share = formats.share(Math.floor(100 * Math.max(0, reached)) / 100)
  const name = `${clean(goal.name)} · ${texts.pers[target?.per ?? 'month']}`
  const value = texts.aimed(tell(done), tell(wanted))
  const bar = Math.min(1, Math.max(0, reached))
  if (reached >= 1) return { name, value, share: bar, note: texts.aimReached(share), tone: 'good' }
  if (left <= 0) return { name, value, share: bar, note: texts.aimMissed(share), tone: 'bad' }
  return { name, value, share: bar, note: texts.aimLeft(share, left) }
}
