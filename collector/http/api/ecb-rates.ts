import { OpenAPIHono, z } from '@hono/zod-openapi'
import { Refusal } from '../../refusal.ts'
import { refusalOf } from '../../refusal-of.ts'
import { LocalDate } from '../../reports/time/period.ts'
import { importEcbRates, threeYearsBefore } from '../../settings/ecb-rates.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { noteChange } from '../history.ts'
import { needs } from '../needs.ts'
import { readBody } from '../read-body.ts'

const MOST_BYTES = 16 * 1_048_576
const From = z.object({ from: LocalDate.optional() })

/** Whether a body is a file, and not JSON. */
export function isCsv(c: AppContext): boolean {
  return /^text\/(?:csv|plain)\b/iu.test(c.req.header('content-type') ?? '')
}

async function take(c: AppContext): Promise<Response> {
  const query = From.safeParse(c.req.query())
  if (!query.success) throw refusalOf(query.error, c.req.query())
  const bytes = await readBody(c, MOST_BYTES)
  if (bytes === undefined) throw new Refusal(413, 'a file of rates has at most 16 MiB')
  const { settings, now } = c.var.shared
  const site = { id: Number(c.var.site.id), currency: c.var.site.currency }
  const from = query.data.from ?? threeYearsBefore(now())
  const after = await importEcbRates(settings, site, { bytes, from })
  await noteChange(c, { what: 'added', thing: 'rate', after })
  return c.json(after, 201)
}

/** The European Central Bank's file as it is, at the address where rows are sent, too. */
export const ecbRates = new OpenAPIHono<AppEnv>()
ecbRates.post('/', async (c, next) => {
  if (!isCsv(c)) return await next()
  let answer: Response | undefined
  await needs('write')(c, async () => {
    answer = await take(c)
  })
  return answer
})
