import type { RequestListener } from 'node:http'

interface Person {
  email?: string
  email_verified?: boolean
  groups?: unknown
  roles?: unknown
}

export interface OpenIdProvider {
  issuer: string
  people: Record<string, Person>
  /** Who signs in at its page from now on; undefined: nobody, it says no. */
  as(name: string | undefined): void
  rotate(): void
  answer(as: RequestListener): void
  close(): Promise<unknown>
}

export function openIdProvider(options: {
  clients: readonly object[]
  people: Record<string, Person>
  /** Its page asks for a name instead. */
  asksPeople?: boolean
}): Promise<OpenIdProvider>
