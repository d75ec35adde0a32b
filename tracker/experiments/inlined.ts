/** What the browser is given of its site's experiments: tuples, because names cost bytes. */

export type InlinedChange = readonly [
  /** Its place among the ops of this script. */
  op: number,
  /** 1 where the element has to be whole, so that it is hidden until then. */
  waits: 0 | 1,
  selector: string,
  value: string,
  /** Of an attribute. */
  name?: string,
]

/** Of all buckets, [0, 1), those from `from` up to `to`. */
export type Stretch = readonly [seed: string, from: number, to: number]

export type InlinedVariant = readonly [
  key: string,
  from: number,
  to: number,
  changes: readonly InlinedChange[],
  /** Another page. */
  address?: string,
]

export type InlinedExperiment = readonly [
  key: string,
  /** 0: shipped, so nobody is drawn or exposed. */
  phase: number,
  /** visitor, user, visit */
  unit: 0 | 1 | 2,
  seed: string,
  /** Layer and holdout: all must have the unit. */
  gates: readonly Stretch[],
  globs: string,
  /** Elements whose presence exposes, whatever the variant; empty where only `variant()` does. */
  seen: string,
  variants: readonly InlinedVariant[],
  /** 1 where a variant is another page. */
  redirects: 0 | 1,
  when: 0 | ((facts: unknown) => unknown),
]
