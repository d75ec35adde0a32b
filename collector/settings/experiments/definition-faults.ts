import type { Change } from './changes.ts'

interface Written {
  same: boolean
  layer: string | null
  variants: readonly { key: string; weight?: number | undefined; changes: readonly Change[] }[]
}

interface Fault {
  path: (string | number)[]
  message: string
}

/** What in a definition goes not together, besides what a field alone can say. */
export function faultsOfDefinition(written: Written): Fault[] {
  return [
    ...faultsOfKeys(written),
    ...faultsOfWeights(written),
    ...faultsOfChanges(written),
    ...faultsOfSameness(written),
  ]
}

function faultsOfSameness({ same, variants }: Written): Fault[] {
  if (!same) return []
  return variants.flatMap(({ key, changes }, i): Fault[] => {
    const message = `all variants are to be the same, but "${key}" changes something`
    return changes.length === 0 ? [] : [{ path: ['variants', i, 'changes'], message }]
  })
}

function faultsOfKeys({ variants, layer }: Written): Fault[] {
  const keys = variants.map(({ key }) => key)
  const twice = keys.flatMap((key, i): Fault[] =>
    keys.indexOf(key) === i
      ? []
      : [{ path: ['variants', i, 'key'], message: `two variants are called "${key}"` }],
  )
  if (layer !== 'holdout') return twice
  return [...twice, { path: ['layer'], message: 'the layer "holdout" is the site\'s own' }]
}

/** Sums that rounding leaves: three times 0.33 is 0.99. */
const LEAST = 0.99
const MOST = 1.01

function faultsOfWeights({ variants }: Written): Fault[] {
  const weights = variants.flatMap(({ weight }) => weight ?? [])
  if (weights.length === 0) return []
  if (weights.length < variants.length) {
    return [{ path: ['variants'], message: 'either every variant has a weight or none has' }]
  }
  const sum = weights.reduce((total, weight) => total + weight, 0)
  // 0.49 + 0.5 is a little less than 0.99.
  if (sum > LEAST - 1e-9 && sum < MOST + 1e-9) return []
  return [{ path: ['variants'], message: `the weights sum to ${Number(sum.toFixed(6))}, not to 1` }]
}

/** Who is sent to another page sees nothing else of the variant, and a second address would be another loop. */
function faultsOfChanges({ variants }: Written): Fault[] {
  return variants.flatMap(({ key, changes }, i): Fault[] => {
    const redirects = changes.filter(({ op }) => op === 'redirect')
    if (redirects.length === 0 || changes.length === 1) return []
    const message = `variant "${key}" redirects, so it can do nothing else`
    return [{ path: ['variants', i, 'changes'], message }]
  })
}
