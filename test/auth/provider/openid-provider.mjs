import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

const PAGE = (uid) => `<!doctype html><title>Sign in at the provider</title>
<form method="post" action="/interaction/${uid}"><label>Name <input name="login"></label><button>Go on</button></form>`

function newKey(kid) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }
}

/** A certified OpenID provider on a free port. `people`: by the name that is typed in there, their claims. */
export async function openIdProvider({ clients, people, asksPeople = false }) {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${server.address().port}`
  let generation = 0
  let handle
  const all = { issuer, people, signedIn: undefined }

  function begin() {
    generation += 1
    const provider = new Provider(issuer, configuration(newKey(`key-${generation}`), clients, all))
    provider.use(interactions(provider, all, asksPeople))
    handle = provider.callback()
  }

  begin()
  server.on('request', (req, res) => handle(req, res))
  return {
    ...all,
    as: (name) => {
      all.signedIn = name
    },
    /** From now on it signs with another key, and knows no earlier one. */
    rotate: begin,
    /** Answers what `as` says to every request. */
    answer: (as) => {
      handle = as
    },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  }
}

/** Its page for signing in; without people whoever `as` says is taken for whoever comes. */
function interactions(provider, all, asksPeople) {
  return async (ctx, next) => {
    const uid = /^\/interaction\/([\w-]+)$/u.exec(ctx.path)?.[1]
    if (uid === undefined) return await next()
    if (ctx.method === 'GET' && asksPeople) {
      ctx.type = 'html'
      ctx.body = PAGE(uid)
      return
    }
    const accountId = asksPeople ? await typed(ctx.req) : all.signedIn
    ctx.respond = false
    const answer = accountId
      ? { login: { accountId } }
      : { error: 'access_denied', error_description: 'You are not one of <us>' }
    await provider.interactionFinished(ctx.req, ctx.res, answer)
  }
}

async function typed(req) {
  const chunks = []
  for await (const chunk of req) chunks.push(chunk)
  return new URLSearchParams(Buffer.concat(chunks).toString()).get('login')
}

function configuration(key, clients, all) {
  return {
    clients,
    jwks: { keys: [key] },
    cookies: { keys: ['of the tests'] },
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'groups', 'roles'],
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
    findAccount: (_, id) =>
      id in all.people && {
        accountId: id,
        claims: () => ({ sub: id, ...all.people[id] }),
      },
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  }
}
