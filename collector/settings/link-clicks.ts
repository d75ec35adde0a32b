import type { Settings } from './tables.ts'

/** Clicks on one of a site's links within a quarter of an hour. */
interface Clicked {
  slug: string
  at: number
  clicks: number
  bots: number
}

/** A link's clicks of one day, of browsers and of robots. */
export interface DayClicks {
  slug: string
  day: string
  clicks: number
  bots: number
}

/** Those of a site's links in [from, until), epoch ms, by link and time. */
export async function clicksBetween(
  settings: Settings,
  site: number,
  { from, until }: { from: number; until: number },
): Promise<Clicked[]> {
  return await settings
    .selectFrom('link_click')
    .innerJoin('link', 'link.id', 'link_click.link')
    .select(['link.slug', 'link_click.at', 'link_click.clicks', 'link_click.bots'])
    .where('link.site', '=', site)
    .where('link_click.at', '>=', from)
    .where('link_click.at', '<', until)
    .orderBy('link.slug')
    .orderBy('link_click.at')
    .execute()
}

/** The sums of each link's days; days without a click are left out. */
export function byDay(clicked: readonly Clicked[], dayOf: (at: number) => string): DayClicks[] {
  const days = new Map<string, DayClicks>()
  for (const { slug, at, clicks, bots } of clicked) {
    const day = dayOf(at)
    const known = days.get(`${slug} ${day}`) ?? { slug, day, clicks: 0, bots: 0 }
    days.set(`${slug} ${day}`, {
      ...known,
      clicks: known.clicks + clicks,
      bots: known.bots + bots,
    })
  }
  return [...days.values()]
}
