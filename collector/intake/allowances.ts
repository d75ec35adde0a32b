import { BoundedMap } from '../bounded-map.ts'
import { DAY } from '../durations.ts'
import type { Limits, Scarce } from '../store/changes.ts'
import { type AllowanceRows, OTHER, type Quality } from '../store/ledger.ts'
import type { AddressShares } from './address-shares.ts'

/**
 * How much new a site may gain from browsers on a UTC day. What it knows already costs nothing and is always taken,
 * so a flood of made-up names hides no name that the site had before; beyond the limit a new one is `(other)`. One
 * address may add a part of it only, or whoever comes first at midnight would keep all that is new from the site.
 */

export const NO_LIMITS: Limits = { name: 0, page: 0, title: 0, property: 0 }

/** Each takes one new value from what a site may gain today; false, and counted, when nothing is left. */
export type Grants = Readonly<Record<Scarce, () => boolean>>

const always = () => true
/** Of who may add what it likes. */
export const ANYTHING: Grants = { name: always, page: always, title: always, property: always }

/** Who brings something new to which site. */
export interface Bringer {
  site: number
  ip: string
}

export interface Allowances {
  of(from: Bringer): Grants
  /** Properties with the keys that the site knows or may learn; the others' values go by `(other)`. */
  known(from: Bringer, keys: readonly string[], props: string): string
  /** Writes what was taken. */
  flush(): void
}

function renamed(props: string, unknown: ReadonlySet<string>): string {
  const entries = Object.entries(JSON.parse(props) as object)
  const named = entries.map(([key, value]) => [unknown.has(key) ? OTHER : key, value] as const)
  return JSON.stringify(Object.fromEntries(named))
}

interface Used {
  row: readonly [site: number, day: number, kind: Scarce]
  count: number
  changed: boolean
}

/** Whether the site has the key, or learns it now. */
function propertyKeys(
  stored: AllowanceRows,
  grants: (from: Bringer) => boolean,
): (from: Bringer, key: string) => boolean {
  const known = new BoundedMap<string, true>(20_000)
  return (from, key) => {
    const { site } = from
    const name = `${site}/${key}`
    if (known.get(name)) return true
    if (!stored.hasProperty(site, key)) {
      if (!grants(from)) return false
      stored.addProperty(site, key)
    }
    known.set(name, true)
    return true
  }
}

export function allowances(
  stored: AllowanceRows,
  limits: Limits,
  { now, quality, shares }: { now: () => number; quality: Quality; shares: AddressShares },
): Allowances {
  let today = -1
  let used = new Map<string, Used>()
  const isKnown = propertyKeys(stored, (from) => grants(from, 'property'))

  function usedBy(site: number, kind: Scarce): Used {
    const day = Math.floor(now() / DAY)
    if (day !== today) {
      stored.forgetBefore(day - 1)
      used = new Map()
      today = day
    }
    const name = `${site}/${kind}`
    const known = used.get(name)
    if (known) return known
    const row = [site, day, kind] as const
    const fresh = { row, count: stored.used(...row), changed: false }
    used.set(name, fresh)
    return fresh
  }

  function grants({ site, ip }: Bringer, kind: Scarce): boolean {
    const limit = limits[kind]
    if (limit === 0) return true
    const of = usedBy(site, kind)
    const adding = { day: today, site, kind, ip }
    if (of.count >= limit || !shares.hasRoom(adding, limit)) {
      quality.count(site, now(), 'other', kind)
      return false
    }
    shares.note(adding)
    of.count += 1
    of.changed = true
    return true
  }

  return {
    of: (from) => ({
      name: () => grants(from, 'name'),
      page: () => grants(from, 'page'),
      title: () => grants(from, 'title'),
      property: () => grants(from, 'property'),
    }),
    known(from, keys, props) {
      if (limits.property === 0) return props
      const unknown = keys.filter((key) => !isKnown(from, key))
      return unknown.length === 0 ? props : renamed(props, new Set(unknown))
    },
    flush() {
      for (const of of used.values()) {
        if (of.changed) stored.put(...of.row, of.count)
        of.changed = false
      }
    },
  }
}
