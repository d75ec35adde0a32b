import type { ExtractSchema } from 'hono/types'
import type { Api } from '../collector/http/app.ts'

/** The API as the server's own type has it: what each of its routes takes and answers. */
type Routes = ExtractSchema<Api>

export type Route = keyof Routes

export type MethodOf<R extends Route> = keyof Routes[R] extends `$${infer Verb}`
  ? Uppercase<Verb>
  : never

type Call<R extends Route, M extends string> =
  Routes[R] extends Record<`$${Lowercase<M>}`, infer One> ? One : never

/** The body that a route takes; undefined where it takes none. */
export type Taken<R extends Route, M extends string> =
  Call<R, M> extends { input: { json: infer Body } } ? Body : undefined

/** What it answers when all is well. */
export type Given<R extends Route, M extends string> =
  Extract<Call<R, M>, { status: 200 | 201 | 202 }> extends { output: infer Answer } ? Answer : never

/** Names in a path: `site` and `id` of `/api/sites/:site/goals/:id`. */
type Named<R extends string> = R extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Named<Rest>
  : R extends `${string}:${infer Name}`
    ? Name
    : never

type Param<R extends string> = [Named<R>] extends [never]
  ? { param?: never }
  : { param: Record<Named<R>, string> }

type Body<Taken> = [Taken] extends [undefined] ? { body?: never } : { body: Taken }

/** What goes with a request. */
export type Sent<R extends Route, M extends string> = Param<R> &
  Body<Taken<R, M>> & { query?: Record<string, string | number>; signal?: AbortSignal }
