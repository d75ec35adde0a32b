export type Value = string | number | null

/** Something that a person did, and what stands beside it. */
export interface Act {
  /** Epoch ms. */
  at: number
  /** It is the start of a visit. */
  starts: boolean
  /** Of the asked dimensions, in their order. */
  values: readonly Value[]
  /** How much of what is asked about: a visit, conversions, minor units. */
  amount: number
}

/** How acts are counted. */
export interface Counting {
  /** A person counts once, under the value of the first visit; else each act under its own. */
  once: boolean
  /** Only people with a visit count. */
  visitors: boolean
}
