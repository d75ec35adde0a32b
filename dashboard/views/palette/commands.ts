import { entriesInReach, tabsInReach } from '../../blocks/page/entries.ts'
import { go } from '../../models/address.ts'
import { keysOpen } from '../../models/palette.ts'
import type { PeriodName } from '../../models/period.ts'
import { sectionsInReach } from '../../models/sections.ts'
import { sites } from '../../models/sites.ts'
import { funnels, goals, segments } from '../../models/things.ts'
import { linkTo, pagePath, showFilters, showPeriod } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'

export interface Command {
  group: string
  name: string
  run: () => void
}

const PERIODS: readonly PeriodName[] = ['today', 'yesterday', 'last7', 'last30', '12mo', 'all']

/** Everything one can go to or do from the palette, in the order it is offered. */
export function commands(): Command[] {
  const { palette, nav, period, keys } = words.value
  const quality = { group: palette.pages, name: nav.quality, run: () => go(linkTo('quality')) }
  const others = (sites.value ?? []).map(({ domain, name }) => ({
    group: palette.sites,
    name,
    run: () => go(pagePath('', domain)),
  }))
  const saved = (segments.data.value ?? []).map(({ id, name }) => ({
    group: palette.segments,
    name,
    run: () => showFilters([['segment', id]]),
  }))
  const reached = (goals.data.value ?? []).map(({ id, name }) => ({
    group: palette.goals,
    name,
    run: () => go(linkTo('sources', { options: { goal: id } })),
  }))
  const ways = (funnels.data.value ?? []).map(({ id, name }) => ({
    group: words.value.funnels.saved,
    name,
    run: () => go(linkTo('journeys', { options: { funnel: id } })),
  }))
  const help = { group: palette.help, name: keys.title, run: showKeys }
  const sections = sectionsInReach().map((section) => ({
    group: palette.settings,
    name: words.value.sections[section],
    run: () => go(linkTo(`settings/${section}`)),
  }))
  const periods = PERIODS.map((name) => ({
    group: palette.periods,
    name: period[name],
    run: () => showPeriod(name),
  }))
  return [
    ...pages(),
    quality,
    ...saved,
    ...reached,
    ...ways,
    ...periods,
    ...others,
    ...sections,
    help,
  ]
}

/** Every tab of every entry: the first by the entry's name, the others by both. */
function pages(): Command[] {
  const { palette, nav, pageTabs } = words.value
  return entriesInReach().flatMap((entry) =>
    tabsInReach(entry).map(({ path, name }, i) => ({
      group: palette.pages,
      name: i === 0 ? nav[entry.name] : `${nav[entry.name]}: ${pageTabs[name]}`,
      run: () => go(linkTo(path)),
    })),
  )
}

function showKeys(): void {
  keysOpen.value = true
}

/** The commands whose name has every word that was typed, in any order. */
export function matching(all: readonly Command[], typed: string): Command[] {
  const sought = typed.toLowerCase().split(/\s+/u).filter(Boolean)
  return all.filter(({ name, group }) => {
    const text = `${name} ${group}`.toLowerCase()
    return sought.every((word) => text.includes(word))
  })
}
