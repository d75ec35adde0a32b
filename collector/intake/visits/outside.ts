import type { Visit } from '../../store/visits.ts'
import type { Member } from './member.ts'
import { type Elsewhere, takesIn } from './partition.ts'
import type { Job, Stretch } from './rebuild.ts'
import type { Station } from './station.ts'
import { homeOf } from './visit-so-far.ts'
import type { Leaving } from './write-cut.ts'

/**
 * Where follow-ups belong whose pageview is not in the stretch that is cut.
 *
 *     visits      |─ 09:00 p ─|        |── 11:00 ── 11:20 ──|
 *     stretch                          └── cut anew ────────┘
 *     11:10 on p  in the stretch: prolongs the visit that is open
 *     12:30 on p  not open any more: leaves for the visit of 09:00, which is not cut
 */
export interface Outside {
  elsewhere: Elsewhere<Member>
  /** Numbers of the rows that stay as they are. */
  staying: ReadonlySet<number>
  leaving: readonly Leaving[]
}

export function outsideOf(
  { visits, engagement }: Station,
  { visitor }: Job,
  stretch: Stretch,
): Outside {
  const inRun = new Set(stretch.visits.map(({ id }) => id))
  const later = new Set(stretch.later.map(({ id }) => id))
  const staying = new Set<number>()
  const leaving: Leaving[] = []
  /** One object for each visit that changes. */
  const homes = new Map(stretch.homes.map((home) => [home.id, home]))

  function stay({ lies }: Member) {
    staying.add(lies.id)
    return 'away' as const
  }

  function go(member: Member, to: Visit) {
    const home = homes.get(to.id) ?? to
    homes.set(home.id, home)
    if (!takesIn(homeOf(home), member)) return 'alone'
    leaving.push({ member, home })
    return 'away' as const
  }

  /** The number of its pageview's visit, where that is not cut. */
  function viewedIn({ row }: Member): number | undefined {
    const found = row.of === null ? 'nowhere' : engagement.visitOf(visitor, row)
    return typeof found === 'object' && !inRun.has(found.visit) ? found.visit : undefined
  }

  /** One that was in the stretch before. */
  function ofRun(member: Member, isFirst: boolean) {
    const viewed = viewedIn(member)
    const home = viewed === undefined ? undefined : visits.one(viewed)
    if (home) return go(member, home)
    const before = isFirst ? visits.begun(visitor, stretch.begin - 1) : undefined
    return before && go(member, before)
  }

  /** One that counts for a visit before the stretch. */
  function ofHome(member: Member, isFirst: boolean) {
    const { lies, row } = member
    const { at, of } = row
    return isFirst || (of !== null && engagement.isIn(lies, { at, of })) ? stay(member) : undefined
  }

  /** One that stands alone after it, also where its pageview's visit does not take it in. */
  function ofLater(member: Member) {
    if (viewedIn(member) !== undefined) return stay(member)
    const home = visits.begun(visitor, member.at)
    return home && !inRun.has(home.id) ? stay(member) : undefined
  }

  const elsewhere: Elsewhere<Member> = (member, isFirst) => {
    if (inRun.has(member.lies.id)) return ofRun(member, isFirst)
    return later.has(member.lies.id) ? ofLater(member) : ofHome(member, isFirst)
  }
  return { elsewhere, staying, leaving }
}
