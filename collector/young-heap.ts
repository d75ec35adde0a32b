import { setFlagsFromString } from 'node:v8'

/**
 * V8 doubles the young generation while a program loads, and what it took it keeps: some 12 MB for a server
 * that then idles. So it is held small until the first request and grows only under load; held small for good
 * it would cost a tenth of the requests. (`semi_space_growth_factor` in V8's flag-definitions.h; default 2.)
 */
export function holdYoungHeap(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}

export function releaseYoungHeap(): void {
  setFlagsFromString('--semi-space-growth-factor=2')
}
