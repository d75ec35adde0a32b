import type { ClientAuth, Configuration } from 'openid-client'

export type Library = typeof import('openid-client')

/** Where a client says who it is at the token endpoint: in a header, or in the body. */
export type Manner = 'basic' | 'post'

export interface Client {
  issuer: string
  clientId: string
  /** undefined: a public one. */
  secret: string | undefined
  /** Where it was found out; else as the provider says. */
  manner(): Manner | undefined
}

/** A person waits for it. */
const PATIENCE_SECONDS = 8

/** What the provider says of itself. Throws what the library does. */
export async function discover(library: Library, client: Client): Promise<Configuration> {
  const { issuer } = client
  try {
    return await discoverAt(library, client, issuer)
  } catch (error) {
    // A slash at the end belongs to the name for some providers and not for others; people copy it either way.
    const other = issuer.endsWith('/') ? issuer.slice(0, -1) : `${issuer}/`
    if (!isOtherName(error)) throw error
    return await discoverAt(library, client, other).catch(() => {
      throw error
    })
  }
}

function isOtherName(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED'
  )
}

async function discoverAt(library: Library, client: Client, issuer: string) {
  const server = new URL(issuer)
  const insecure = server.protocol === 'http:' ? [library.allowInsecureRequests] : []
  // The token comes over TLS from the provider itself; that its signature is looked at, too, costs one answer an hour.
  const execute = [library.enableNonRepudiationChecks, ...insecure]
  const options = { timeout: PATIENCE_SECONDS, execute }
  return await library.discovery(server, client.clientId, {}, proof(library, client), options)
}

function proof(library: Library, { secret, manner }: Client): ClientAuth {
  if (secret === undefined) return library.None()
  const ways = { basic: library.ClientSecretBasic(secret), post: library.ClientSecretPost(secret) }
  return (server, ...rest) => {
    const known = server.token_endpoint_auth_methods_supported ?? []
    ways[manner() ?? offered(known)](server, ...rest)
  }
}

/** What a client is registered for unless it says otherwise (OpenID Connect Registration 1.0, §2) is the header. */
function offered(methods: readonly string[]): Manner {
  const bodyAlone =
    methods.includes('client_secret_post') && !methods.includes('client_secret_basic')
  return bodyAlone ? 'post' : 'basic'
}
