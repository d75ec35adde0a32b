/** What a variant does to a page (docs/experiments.md). */
export type Change =
  | {
      op: 'text' | 'html' | 'attribute' | 'class' | 'style' | 'remove' | 'move' | 'insert'
      selector: string
      value?: string | undefined
      name?: string | undefined
    }
  | { op: 'css'; value: string }
  | { op: 'redirect'; value: string }

/** A filter as `target.when` has it; what of it a page can know, `when.ts` says. */
export type PageFilter = readonly [head: string, ...rest: unknown[]]

/** A running experiment as its site's script needs it. */
export interface PageExperiment {
  key: string
  /** Counted from 1; a new one exposes everybody again. */
  phase: number
  seed: string
  unit: 'visitor' | 'user' | 'visit'
  /** Control is the first. */
  variants: readonly {
    key: string
    weight?: number | undefined
    changes: readonly Change[]
  }[]
  /** Nothing is changed in any: then the page itself is what is seen. */
  same?: boolean
  coverage: number
  layer?: string | null
  layer_range?: readonly [number, number]
  target: { urls: readonly string[]; when: readonly PageFilter[] }
  /** Stopped with it: everybody in the target gets this variant, and nobody is exposed. */
  shipped?: string
}
