import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { collectorSecret } from '../../collector/auth/collector-secret.ts'
import type { Role, Scope } from '../../collector/auth/scopes.ts'
import { addToken } from '../../collector/auth/tokens.ts'
import { addUser } from '../../collector/auth/users.ts'
import { type Flags, readConfig } from '../../collector/config.ts'
import { databasePath } from '../../collector/database-path.ts'
import { followSettings } from '../../collector/follow-settings.ts'
import { app } from '../../collector/http/app.ts'
import { clicks as clicksInto } from '../../collector/intake/clicks.ts'
import { startIntake } from '../../collector/intake/thread.ts'
import { type Log, openLog } from '../../collector/log.ts'
import { openAll } from '../../collector/open-all.ts'
import { keptAnswers } from '../../collector/reports/run/kept-answers.ts'
import { startReports } from '../../collector/reports/run/pool.ts'
import { addSite, SiteInput } from '../../collector/settings/sites.ts'
import { followedLinks } from '../../collector/store/sqlite/followed-links.ts'
import { siteOwners } from '../../collector/store/sqlite/site-owners.ts'
import { fileVersions } from '../../collector/store/sqlite/versions.ts'
import { isElsewhere } from '../contract/engine.ts'
import { reportsHere } from '../contract/reports-here.ts'
import { freshDatabase } from '../fresh-database.ts'
import { settingsElsewhere } from '../postgres/database.ts'

export const ORIGIN = 'http://growth.example'
export const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

export interface Ask {
  method?: string
  /** Sent as JSON unless it is text. */
  body?: unknown
  token?: string
  cookie?: string
  headers?: Record<string, string>
  /** The address at the other end of the socket. */
  peer?: string
}

function headersOf({ body, token, cookie, headers }: Ask): Record<string, string> {
  return {
    host: new URL(ORIGIN).host,
    ...(typeof body === 'object' && { 'content-type': 'application/json' }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(cookie !== undefined && { cookie }),
    ...headers,
  }
}

function requestOf(path: string, options: Ask): Request {
  const { body, method = body === undefined ? 'GET' : 'POST' } = options
  const text = typeof body === 'object' ? JSON.stringify(body) : (body as string | undefined)
  const headers = headersOf(options)
  return new Request(ORIGIN + path, { method, headers, ...(text && { body: text }) })
}

/** The real router over a real folder, intake thread and report pool; only the socket is left out. */
export async function startApp(
  flags: Flags = {},
  clock: () => number = Date.now,
  log: Log | undefined = undefined,
) {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-http-'))
  const config = readConfig({ data: folder, logLevel: 'silent', ...flags }, {})
  freshDatabase(databasePath(folder)).close()
  const settingsUrl = await settingsElsewhere()
  const data = await openAll({ data: folder, settingsUrl: settingsUrl?.address })
  const { settings, file } = data
  const options = { database: databasePath(folder), geo_db: null }
  const own = await startIntake(options, {
    died: (error) => {
      throw error
    },
    trouble: (message) => {
      throw new Error(message)
    },
    fault: (place) => {
      throw new Error(place)
    },
  })
  const quiet = log ?? (await openLog('silent'))
  const following = await followSettings(data, own, config, quiet)
  const { intake, copied } = following
  const ran = isElsewhere() ? await reportsHere(databasePath(folder)) : startReports(config)
  const reports = keptAnswers(ran, fileVersions(databasePath(folder)))
  const assets = resolve('dist')
  const clicks = clicksInto(
    (counts) => intake.addClicks(counts),
    (error) => {
      throw error
    },
  )
  const links = followedLinks(databasePath(folder))
  const ending = new AbortController()
  const owners = siteOwners(databasePath(folder), config.collector, () => collectorSecret(file))
  const router = app({
    config,
    settings,
    file,
    copied,
    intake,
    clicks,
    links,
    owners,
    reports,
    log: quiet,
    now: clock,
    ending: ending.signal,
    assets,
  })
  const { fetch } = router

  async function ask(path: string, options: Ask = {}): Promise<Response> {
    const request = requestOf(path, options)
    if (options.peer === undefined) return await fetch(request)
    const headers = Object.fromEntries(request.headers)
    const incoming = { headers, socket: { remoteAddress: options.peer } }
    return await fetch(request, { incoming } as never)
  }

  return {
    ask,
    /** Takes a sign-in link as its person does, by the button; answers the whole answer. */
    take: (link: string, options: Ask = {}) =>
      ask('/api/session/link', { body: { secret: link.split('/').at(-1) }, ...options }),
    /** Everything that is mounted. */
    routes: router.routes.map(({ method, path }) => ({ method, path })),
    /** For a server on a real socket. */
    fetch,
    /** For a client that makes its own requests. */
    send: async (request: Request) => await fetch(request),
    settings,
    file,
    copied,
    folder,
    site: async (domain: string) => {
      const site = await addSite(settings, SiteInput.parse({ domain }), clock())
      await copied()
      return site
    },
    /** A token's secret; for all sites without a site's number. */
    token: async (scopes: Scope[], site: number | null = null) => {
      const added = await addToken(
        settings,
        site,
        { name: 'test', scopes, expires_at: null },
        clock(),
      )
      await copied()
      return added.token
    },
    user: (email: string, role: Role | null, password: string) =>
      addUser(settings, { email, role, password, vouched: true }, clock()),
    async close() {
      ending.abort()
      await clicks.settle()
      await following.close()
      await Promise.all([intake.close(), reports.close()])
      links.close()
      owners.close()
      await data.close()
      await settingsUrl?.drop()
      rmSync(folder, { recursive: true })
    },
  }
}

export type App = Awaited<ReturnType<typeof startApp>>

/** An app for all tests of a file, to be used from the first hook on. */
export function useApp(...options: Parameters<typeof startApp>): App {
  let app: App
  beforeAll(async () => {
    app = await startApp(...options)
  })
  afterAll(() => app.close())
  return new Proxy({} as App, { get: (_, name) => Reflect.get(app, name) })
}

/** The cookie of an answer, as a browser sends it back. */
export function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}
