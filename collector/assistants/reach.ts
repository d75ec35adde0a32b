/** What somebody asks for, and when to stop. */
export interface Asking {
  site: string
  request: Record<string, unknown>
  signal: AbortSignal
}

export const DEFINED = ['goals', 'funnels', 'segments', 'experiments'] as const
export type Defined = (typeof DEFINED)[number]

export interface ReachedSite {
  domain: string
  name: string
  timezone: string
  currency: string
  has_spend: boolean
  has_accounts: boolean
}

/** What an assistant may see: all that whoever gave it the token, or the data folder, may. Each throws a Refusal. */
export interface Reach {
  sites(signal: AbortSignal): Promise<ReachedSite[]>
  defined(kind: Defined, site: string, signal: AbortSignal): Promise<readonly object[]>
  report(name: string, asking: Asking): Promise<unknown>
  /** Absent where the token may not. */
  sql?: (asking: Asking) => Promise<unknown>
}
