import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Attempt } from '../../auth/provider/attempts.ts'
import { ProviderFailure, Told } from '../../auth/provider/failure.ts'
import { ownPath } from '../../auth/provider/own-path.ts'
import { type Provider, providerName } from '../../auth/provider/provider.ts'
import { subscriber } from '../../ip-address.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { noteAccount } from '../history.ts'
import { personHere } from '../needs.ts'
import { addressOf } from '../peer.ts'
import { attemptsHere, keepAttempts, takeTold, tell } from '../provider-cookies.ts'
import { asLogged, enterHere, toldOf } from '../provider-entrance.ts'
import { json, PROBLEMS } from '../schemas.ts'
import { rememberDevice } from '../session-cookie.ts'
import { mailsLinks } from '../sign-in-mail.ts'
import { signIn } from './session.ts'

const tags = ['Session']
const AWAY = { 302: { description: 'To the provider, or back to the page for signing in' } }

const Ways = z.object({
  provider: z
    .object({ name: z.string() })
    .nullable()
    .openapi({ description: 'Where else people sign in (`/api/session/oidc`)' }),
  mail: z.boolean().openapi({ description: 'Whether a link can be sent by e-mail' }),
  told: Told.nullable().openapi({
    description: 'Why whoever just came back from the provider was not signed in; said once',
  }),
})
type Ways = z.infer<typeof Ways>

/** Throws a ProviderFailure where there is none, or too many come from that address. */
function visit(c: AppContext): Provider {
  const { provider, visits, now } = c.var.shared
  if (provider === undefined) throw new ProviderFailure('unset', 'no provider is set')
  if (visits.take(subscriber(addressOf(c)), now()) > 0)
    throw new ProviderFailure('wait', 'too many from one address')
  return provider
}

/** Back to the page for signing in, which says why. Whoever is signed in meanwhile, in another tab or by going back, goes on. */
async function refused(c: AppContext, error: unknown, next: string): Promise<Response> {
  const { log } = c.var.shared
  if (error instanceof ProviderFailure) {
    if (error.reason === 'begin_again' && (await personHere(c))) return c.redirect(next)
    log.warn(asLogged(error), 'security: sign-in by the provider refused')
  } else {
    log.error({ err: error }, 'signing in by the provider failed')
  }
  tell(c, toldOf(error) ?? { reason: 'unexpected', said: null })
  return c.redirect(next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`)
}

async function finish(c: AppContext, attempt: Attempt | undefined): Promise<void> {
  const provider = visit(c)
  if (attempt === undefined)
    throw new ProviderFailure('begin_again', 'nobody began that in this browser')
  const claimed = await provider.finish(new URL(c.req.url).searchParams, attempt)
  const here = await personHere(c)
  const shown = here?.confined || here?.shared ? undefined : here?.user.id
  const user = await enterHere(c, claimed, shown)
  await c.var.shared.copied()
  await signIn(c, user.id, { way: 'provider' })
  rememberDevice(c, user.id)
  await noteAccount(c, { what: 'signed_in', user: user.id, own: true, by: 'provider' })
}

export const sessionProvider = new OpenAPIHono<AppEnv>()
  .openapi(
    createRoute({
      method: 'get',
      path: '/ways',
      tags,
      summary: 'How one can sign in here, beside a password',
      security: [],
      responses: { 200: json(Ways, 'The ways') },
    }),
    (c) => {
      const { config } = c.var.shared
      const name = providerName(config)
      const ways: Ways = {
        provider: name === undefined ? null : { name },
        mail: mailsLinks(config),
        told: takeTold(c),
      }
      return c.json(ways, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/oidc',
      tags,
      summary: 'Go to the OpenID provider to sign in; for a browser to be led to',
      security: [],
      request: {
        query: z.object({
          next: z.string().optional().openapi({ description: 'Where to go on, a path of ours' }),
        }),
      },
      responses: { ...AWAY, ...PROBLEMS },
    }),
    async (c) => {
      const next = ownPath(c.req.valid('query').next)
      try {
        const { url, attempt } = await visit(c).begin(next)
        keepAttempts(c, [attempt, ...attemptsHere(c)])
        return c.redirect(url.href)
      } catch (error) {
        return await refused(c, error, next)
      }
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/oidc/callback',
      tags,
      summary: 'Where the provider leads back to; signs in and goes on',
      security: [],
      responses: { ...AWAY, ...PROBLEMS },
    }),
    async (c) => {
      const state = c.req.query('state')
      const all = attemptsHere(c)
      const attempt = all.find((one) => one.state === state)
      const next = attempt?.next ?? '/'
      try {
        keepAttempts(
          c,
          all.filter((one) => one !== attempt),
        )
        await finish(c, attempt)
        return c.redirect(next)
      } catch (error) {
        return await refused(c, error, next)
      }
    },
  )
