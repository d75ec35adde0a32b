import type { Hono } from 'hono'
import { z } from 'zod'
import { found, Refusal } from '../refusal.ts'
import { assignedTo } from '../settings/assignments.ts'
import { listSites } from '../settings/sites.ts'
import type { ImportPart, MovingRow, Sheets, Slice } from '../store/moving.ts'
import { digest } from './between.ts'
import type { AppContext, AppEnv, Shared } from './environment.ts'
import type { Mover } from './mover.ts'
import { passedOn } from './passed.ts'
import { readBody } from './read-body.ts'
import { refusing } from './refusing.ts'

/** A visit of ten thousand events fits, and what is counted of a site for years; what other tools summed comes in parts. */
const MOST_BYTES = 256 * 1_048_576

/** Of another collector, or of a command that knows the secret. */
interface Asked {
  site: number
  /** Number of the collector that asks. */
  from: number
  body: unknown
}

type Deed = (asked: Asked) => Promise<unknown>

/** `POST /collectors/…`: what collectors ask one another, each signed with what all of them know. Nobody else is answered. */
export function mountCollectors(root: Hono<AppEnv>, shared: Shared): void {
  const deeds: Record<string, Deed> = {
    ...arriving(shared),
    ...departing(shared, shared.mover),
  }
  root.post('/collectors/:what/:site/:deed', async (c) => {
    const { what, site, deed } = c.req.param()
    const asked = await askedBy(c, shared)
    const done = found(deeds[`${what}/${deed}`], 'such deed')
    return c.json((await done({ site: Number(site), ...asked })) as object, 200)
  })
}

async function askedBy(c: AppContext, { owners, now }: Shared): Promise<Omit<Asked, 'site'>> {
  const passed = passedOn(c, owners, now())
  if (!passed) throw new Refusal(403, 'this is for other collectors')
  const bytes = await readBody(c, MOST_BYTES)
  if (!bytes || digest(bytes) !== passed.body)
    throw new Refusal(403, 'this is not what the other collector has signed')
  return { from: passed.from, body: JSON.parse(new TextDecoder().decode(bytes)) }
}

/** A site comes to this collector. Rows are read as they are: they come from a file like this one. */
function arriving({ intake }: Shared): Record<string, Deed> {
  const { coming } = intake
  const Named = z.object({ id: z.string() })
  return {
    async 'arrivals/begin'({ site, from, body }) {
      const { id } = Named.parse(body)
      return { known: await refusing(coming.begin({ site, id, collector: from })) }
    },
    async 'arrivals/slice'({ site, body }) {
      const { id, slice } = body as { id: string; slice: Slice }
      await refusing(coming.store(site, id, slice))
      return {}
    },
    async 'arrivals/imports'({ site, body }) {
      const { id, files } = body as { id: string; files: MovingRow[] }
      return { places: await refusing(coming.imports(site, id, files)) }
    },
    async 'arrivals/import'({ site, body }) {
      const { id, part } = body as { id: string; part: ImportPart }
      await refusing(coming.storeImport(site, id, part))
      return {}
    },
    async 'arrivals/take'({ site, body }) {
      const { id, sheets } = body as { id: string; sheets: Sheets }
      await refusing(coming.take(site, id, sheets))
      return {}
    },
    'arrivals/settle': async ({ site }) => ({ settled: await coming.settle(site) }),
    async 'arrivals/cancel'({ site }) {
      await refusing(coming.cancel(site))
      return {}
    },
  }
}

/** A site is to leave this collector. */
function departing({ settings, owners }: Shared, mover: Mover): Record<string, Deed> {
  const To = z.object({ to: z.int().min(0) })

  async function domainOf(site: number): Promise<string> {
    const all = await listSites(settings)
    return found(
      all.find(({ id }) => Number(id) === site),
      'such site',
    ).domain
  }

  return {
    async 'departures/begin'({ site, body }) {
      const { to } = To.parse(body)
      const domain = await domainOf(site)
      const owner = owners.of(domain)
      if (owner !== 'here') throw new Refusal(409, `${domain} is not here, but at ${owner.number}`)
      if (to === owners.number) throw new Refusal(409, `${domain} is there already`)
      if (!owners.other(to)?.address)
        throw new Refusal(404, `nobody knows where a collector ${to} is`)
      return await mover.begin(site, domain, to)
    },
    async 'departures/state'({ site }) {
      const departure = await mover.state(site)
      return { departure, collector: departure ? owners.number : await assignedTo(settings, site) }
    },
    async 'departures/cancel'({ site }) {
      await mover.cancel(site)
      return {}
    },
  }
}
