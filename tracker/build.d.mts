import type { Variants } from './compose.ts'

export const FEATURES: readonly string[]
export function buildVariants(sets?: readonly (readonly string[])[]): Promise<Variants>
export function buildTracker(to?: string): Promise<void>
