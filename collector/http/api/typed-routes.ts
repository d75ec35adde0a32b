/** Pieces of hono's route types, for routes whose schemas are too generic for the compiler to infer them. */

export interface Answer<Input, Output, Status extends number> {
  input: Input
  output: Output
  outputFormat: 'json'
  status: Status
}

export type InSite = { param: { site: string } }
export type OfThing = { param: { site: string; id: string } }
export type Paged = { query: { limit?: string; cursor?: string } }
