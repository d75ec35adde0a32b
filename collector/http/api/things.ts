import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi'
import type { ThingEvent } from '../../auth/audit.ts'
import { may } from '../../auth/caller.ts'
import type { Scope } from '../../auth/scopes.ts'
import type { Settings } from '../../settings/tables.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { noteChange } from '../history.ts'
import { needs } from '../needs.ts'
import { body, json, ListQuery, listOf, PROBLEMS, page, SitePath, ThingPath } from '../schemas.ts'
import type { Answer, InSite, OfThing, Paged } from './typed-routes.ts'
import { fieldsOf, requireKnown } from './unread-fields.ts'

/** Where things of a site are kept. `site` is the site's number. */
export interface ThingStore<Output, Change> {
  list(settings: Settings, site: number): Promise<Output[]>
  byId(settings: Settings, site: number, id: string): Promise<Output>
  replace(settings: Settings, site: number, id: string, change: Change): Promise<Output>
  remove(settings: Settings, site: number, id: string, now: number): Promise<void>
}

/** Something a site has several of: its schemas and where it is kept. */
export interface Noun<
  Input extends z.ZodType,
  Output extends z.ZodType,
  Added extends z.ZodType = Output,
  Change extends z.ZodType = Input,
> extends ThingStore<z.infer<Output>, z.infer<Change>> {
  /** As the documentation calls one of them. */
  one: string
  many: string
  /** Scopes to read and to change them; `read` and `write` where nothing is said. */
  scopes?: { read: Scope; change: Scope }
  input: Input
  output: Output
  /** What adding answers, where that is more than reading does. */
  added?: Added
  /** What replacing takes, where that is less than adding does. */
  change?: Change
  /** What whoever may change them on all sites reaches instead. */
  everywhere?: ThingStore<z.infer<Output>, z.infer<Change>>
  /** Throws a 422 for what could be meant, but not at this time. `before`: what is to be changed. */
  refuse?(given: z.infer<Input> | z.infer<Change>, now: number, before?: z.infer<Output>): void
  /** What is given, with what is known of whoever gives it. Throws where they may not. `before`: what is to be changed. */
  given?<Given extends z.infer<Input> | z.infer<Change>>(
    c: AppContext,
    given: Given,
    before?: z.infer<Output>,
  ): Promise<Given>
  /** What is done once it is added or changed. */
  andThen?(c: AppContext, stored: z.infer<Output>, before?: z.infer<Output>): Promise<void>
  add(
    settings: Settings,
    site: number,
    input: z.infer<Input>,
    now: number,
  ): Promise<z.infer<Output>>
  /** What the history keeps of one, where that is less than reading tells: nothing in it may open anything. */
  noted?(thing: z.infer<Output>): object
  /** Makes what adding answers of what was stored. */
  welcome?(c: AppContext, stored: z.infer<Output>): Promise<z.infer<Added>>
}

type AnyNoun = Noun<z.ZodType, z.ZodType, z.ZodType, z.ZodType>

const USUAL_SCOPES = { read: 'read', change: 'write' } as const

function collection(noun: AnyNoun) {
  const tags = [noun.many]
  const { read, change } = noun.scopes ?? USUAL_SCOPES
  const list = createRoute({
    method: 'get',
    path: '/',
    tags,
    summary: `List the ${noun.many.toLowerCase()}`,
    middleware: [needs(read)] as const,
    request: { params: SitePath, query: ListQuery },
    responses: { 200: json(listOf(noun.output), noun.many), ...PROBLEMS },
  })
  const add = createRoute({
    method: 'post',
    path: '/',
    tags,
    summary: `Add one ${noun.one}`,
    middleware: [needs(change)] as const,
    request: { params: SitePath, body: body(noun.input) },
    responses: { 201: json(noun.added ?? noun.output, 'As it is stored'), ...PROBLEMS },
  })
  return { list, add }
}

function single(noun: AnyNoun) {
  const tags = [noun.many]
  const { read, change } = noun.scopes ?? USUAL_SCOPES
  const request = { params: ThingPath }
  const byId = createRoute({
    method: 'get',
    path: '/{id}',
    tags,
    summary: `One ${noun.one}`,
    middleware: [needs(read)] as const,
    request,
    responses: { 200: json(noun.output, 'As it is stored'), ...PROBLEMS },
  })
  const replace = createRoute({
    method: 'put',
    path: '/{id}',
    tags,
    summary: `${noun.change ? 'Change' : 'Replace'} one ${noun.one}`,
    middleware: [needs(change)] as const,
    request: { ...request, body: body(noun.change ?? noun.input) },
    responses: { 200: json(noun.output, 'As it is stored'), ...PROBLEMS },
  })
  const remove = createRoute({
    method: 'delete',
    path: '/{id}',
    tags,
    summary: `Remove one ${noun.one}`,
    middleware: [needs(change)] as const,
    request,
    responses: { 204: { description: 'Gone' }, ...PROBLEMS },
  })
  return { byId, replace, remove }
}

function routes(noun: AnyNoun) {
  const { change } = noun.scopes ?? USUAL_SCOPES
  const keptFor = (c: AppContext) =>
    noun.everywhere && may(c.var.caller, change, undefined) ? noun.everywhere : noun
  /** As the history keeps it; what adding alone tells, such as a token's secret, is no part of it. */
  const noted = (thing: unknown) => {
    const known = noun.output.parse(thing)
    return noun.noted ? noun.noted(known) : known
  }
  const note = (c: AppContext, what: ThingEvent, change: { before?: unknown; after?: unknown }) =>
    noteChange(c, { what, thing: noun.one, ...change })
  const fields = fieldsOf(noun.input, noun.change, noun.output)
  const { list, add } = collection(noun)
  const { byId, replace, remove } = single(noun)
  return new OpenAPIHono<AppEnv>()
    .openapi(list, async (c) => {
      const all = await keptFor(c).list(c.var.shared.settings, Number(c.var.site.id))
      return c.json(page(all, c.req.valid('query')), 200)
    })
    .openapi(add, async (c) => {
      const { settings, now } = c.var.shared
      const input = c.req.valid('json')
      requireKnown(await c.req.json(), fields)
      noun.refuse?.(input, now())
      const given = noun.given ? await noun.given(c, input) : input
      const stored = await noun.add(settings, Number(c.var.site.id), given, now())
      await note(c, 'added', { after: noted(stored) })
      await noun.andThen?.(c, stored)
      return c.json(noun.welcome ? await noun.welcome(c, stored) : stored, 201)
    })
    .openapi(byId, async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await keptFor(c).byId(c.var.shared.settings, Number(c.var.site.id), id), 200)
    })
    .openapi(replace, async (c) => {
      const { id } = c.req.valid('param')
      const input = c.req.valid('json')
      requireKnown(await c.req.json(), fields)
      const { settings, now } = c.var.shared
      const site = Number(c.var.site.id)
      const before = await keptFor(c).byId(settings, site, id)
      noun.refuse?.(input, now(), before)
      const given = noun.given ? await noun.given(c, input, before) : input
      const stored = await keptFor(c).replace(settings, site, id, given)
      await note(c, 'changed', { before: noted(before), after: noted(stored) })
      await noun.andThen?.(c, stored, before)
      return c.json(stored, 200)
    })
    .openapi(remove, async (c) => {
      const { id } = c.req.valid('param')
      const { settings, now } = c.var.shared
      const site = Number(c.var.site.id)
      const before = noted(await keptFor(c).byId(settings, site, id))
      await keptFor(c).remove(settings, site, id, now())
      await note(c, 'removed', { before })
      return c.body(null, 204)
    })
}

/** The five routes as the typed client sees them. Inference through generic schemas is beyond the compiler. */
type Things<Input, Output, Added, Change> = {
  '/': {
    $get: Answer<InSite & Paged, { items: Output[]; next: string | null }, 200>
    $post: Answer<InSite & { json: Input }, Added, 201>
  }
  '/:id': {
    $get: Answer<OfThing, Output, 200>
    $put: Answer<OfThing & { json: Change }, Output, 200>
    $delete: Answer<OfThing, null, 204>
  }
}

/** List, add, one, replace, remove. */
export function things<
  Input extends z.ZodType,
  Output extends z.ZodType,
  Added extends z.ZodType = Output,
  Change extends z.ZodType = Input,
>(noun: Noun<Input, Output, Added, Change>) {
  return routes(noun) as unknown as OpenAPIHono<
    AppEnv,
    Things<z.input<Input>, z.output<Output>, z.output<Added>, z.input<Change>>
  >
}
