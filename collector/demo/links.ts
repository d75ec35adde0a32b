import { LINK_PARAMETER } from '../acquisition/link-parameter.ts'
import { LINK_TAGS } from '../acquisition/tag-link.ts'
import { DAY, HOUR } from '../durations.ts'
import { Refusal } from '../refusal.ts'
import { addLink, LinkInput } from '../settings/links.ts'
import type { Settings } from '../settings/tables.ts'
import { AGAIN, BUYERS, FIRST, PODCAST_DAY, VIDEO_DAYS } from './arrivals.ts'
import { random } from './random.ts'
import type { WireLine } from './wire.ts'

interface ShortLink {
  slug: string
  owner: string
  note: string
  /** Of the demo on which it was made. */
  day: number
  /** How many programs look at it for one click: what scans mail opens every link. */
  robots: number
  archived?: boolean
}

/** The slugs that `Arrival.link` names. */
const LINKS: readonly ShortLink[] = [
  {
    ...{ slug: 'weekly', owner: 'Mia Chen', day: 0, robots: 0.35 },
    note: 'Button of the newsletter, Tuesdays',
  },
  {
    ...{ slug: 'trial', owner: 'Mia Chen', day: 0, robots: 0.3 },
    note: 'Mail before a trial ends',
  },
  {
    ...{ slug: 'picks', owner: 'Jonas Weber', day: 0, robots: 0.2 },
    note: 'Their review of planners; paid by the month',
  },
  {
    ...{ slug: 'tour', owner: 'Ada Novak', day: VIDEO_DAYS[0] - 1, robots: 0.05, archived: true },
    note: 'Button of the video ad, which has ended',
  },
  {
    ...{ slug: 'ship-it', owner: 'Jonas Weber', day: PODCAST_DAY - 2, robots: 0.1 },
    note: 'Said aloud in episode 41',
  },
]

/** The links that people in the demo follow; `start` in epoch ms. */
export async function addDemoLinks(
  settings: Settings,
  { site, domain, start }: { site: number; domain: string; start: number },
): Promise<void> {
  for (const [i, { day, robots: _, ...link }] of LINKS.entries()) {
    const { path = '/', tags = '' } =
      [...FIRST, ...AGAIN, ...BUYERS].find((arrival) => arrival.link === link.slug) ?? {}
    const said = tags.split('/').map((value, tag) => [LINK_TAGS[tag], value])
    const input = { ...link, url: `https://${domain}${path}`, ...Object.fromEntries(said) }
    // A ms apart: the list goes by when a link was made.
    await addUnlessTaken(settings, site, LinkInput.parse(input), start + day * DAY + i)
  }
}

/** Slugs are those of the whole server, which may have sites of its own. */
async function addUnlessTaken(...link: Parameters<typeof addLink>): Promise<void> {
  try {
    await addLink(...link)
  } catch (refusal) {
    if (!(refusal instanceof Refusal && refusal.status === 409)) throw refusal
  }
}

interface DemoClick {
  slug: string
  at: number
  by: 'person' | 'robot'
}

const KNOWN = new Map(LINKS.map((link) => [link.slug, link]))
/** Clicks whose page never loads. */
const LOST = 0.07

/**
 * The clicks from `from` until `until`, epoch ms, that led to the lines, with those that led nowhere. More lines behind
 * these change none of them.
 */
export function demoClicks(
  lines: readonly WireLine[],
  { seed, from, until }: { seed: number; from: number; until: number },
): DemoClick[] {
  const chance = random(seed, 0, 1)
  const clicks: DemoClick[] = []
  for (const { at, url } of lines) {
    const { slug, robots } = KNOWN.get(slugOf(url)) ?? {}
    if (slug === undefined || robots === undefined) continue
    clicks.push({ slug, at, by: 'person' })
    if (chance.chance(LOST)) clicks.push({ slug, at: at + chance.integer(HOUR), by: 'person' })
    if (chance.chance(robots)) clicks.push({ slug, at: at + chance.integer(HOUR), by: 'robot' })
  }
  return clicks.filter(({ at }) => from <= at && at < until)
}

function slugOf(url = ''): string {
  if (!url.includes(`${LINK_PARAMETER}=`)) return ''
  return new URL(url).searchParams.get(LINK_PARAMETER) ?? ''
}
