import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Settings } from '../../settings/tables.ts'
import type { AppEnv } from '../environment.ts'
import { noteChange } from '../history.ts'
import { needs } from '../needs.ts'
import { body, json, PROBLEMS, SitePath } from '../schemas.ts'
import type { Answer, InSite } from './typed-routes.ts'

/** Something a site has one of, read and replaced as a whole. */
export interface Sheet<Schema extends z.ZodType> {
  tag: string
  schema: Schema
  /** Whether acquisitions are derived by it; they are unless it is said. */
  derives?: false
  read(settings: Settings, site: number): Promise<z.infer<Schema>>
  replace(settings: Settings, site: number, sheet: z.infer<Schema>): Promise<void>
}

function routes(noun: Sheet<z.ZodType>) {
  const tags = [noun.tag]
  const read = createRoute({
    method: 'get',
    path: '/',
    tags,
    summary: `${noun.tag} of the site`,
    middleware: [needs('read')] as const,
    request: { params: SitePath },
    responses: { 200: json(noun.schema, noun.tag), ...PROBLEMS },
  })
  const replace = createRoute({
    method: 'put',
    path: '/',
    tags,
    summary: noun.derives === false ? 'Replace them' : 'Replace them; history follows',
    middleware: [needs('write')] as const,
    request: { params: SitePath, body: body(noun.schema) },
    responses: { 200: json(noun.schema, 'As they are stored'), ...PROBLEMS },
  })
  return new OpenAPIHono<AppEnv>()
    .openapi(read, async (c) =>
      c.json(await noun.read(c.var.shared.settings, Number(c.var.site.id)), 200),
    )
    .openapi(replace, async (c) => {
      const { settings, intake } = c.var.shared
      const site = Number(c.var.site.id)
      const before = await noun.read(settings, site)
      await noun.replace(settings, site, c.req.valid('json'))
      if (noun.derives !== false) await intake.reclassify(c.var.site.domain)
      const after = await noun.read(settings, site)
      await noteChange(c, { what: 'changed', thing: noun.tag.toLowerCase(), before, after })
      return c.json(after, 200)
    })
}

type SheetSchema<Input, Output> = {
  '/': {
    $get: Answer<InSite, Output, 200>
    $put: Answer<InSite & { json: Input }, Output, 200>
  }
}

/** Read and replace. */
export function sheet<Schema extends z.ZodType>(
  noun: Sheet<Schema>,
): OpenAPIHono<AppEnv, SheetSchema<z.input<Schema>, z.output<Schema>>> {
  return routes(noun) as unknown as OpenAPIHono<
    AppEnv,
    SheetSchema<z.input<Schema>, z.output<Schema>>
  >
}
