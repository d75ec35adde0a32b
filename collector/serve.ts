import type { Server } from 'node:http'
import { createAdaptorServer, type ServerType } from '@hono/node-server'
import { assetsFolder } from './assets-folder.ts'
import { issueSignInLink } from './auth/sign-in-links.ts'
import { firstOwner } from './auth/users.ts'
import type { Config } from './config.ts'
import { databasePath } from './database-path.ts'
import { app } from './http/app.ts'
import { drain, listen } from './listen.ts'
import { nowAndThen } from './now-and-then.ts'
import type { AllData } from './open-all.ts'
import { closeRooms, openRooms, type Rooms } from './open-rooms.ts'
import { boundBodies, patience } from './patience.ts'
import { forgetServed, tellServed } from './served-address.ts'
import { inWords } from './storage-trouble.ts'
import { releaseYoungHeap } from './young-heap.ts'

/** Far more than honest browsers hold open, few enough to leave file handles to the rest. */
const MOST_CONNECTIONS = 8_000

export interface Running {
  /** `http://HOST:PORT` */
  url: string
  /** Leads to where a password is chosen; only while no owner of all sites has one. */
  signInLink: string | undefined
  /** Stops taking, lets what is under way end, commits and closes. */
  close(): Promise<void>
}

async function firstLink(
  data: AllData,
  origin: string,
  { provider, now }: { provider: boolean; now: number },
): Promise<string | undefined> {
  // A start without PostgreSQL lets nobody in.
  const owner = await firstOwner(data.settings, now, { provider }).catch((error: unknown) => {
    if (data.shared) return undefined
    throw error
  })
  if (owner === undefined) return undefined
  return origin + (await issueSignInLink(data.settings, owner.id, null, now))
}

/** Where a browser on this machine reaches a server that listens on every address. */
function reachable(url: string): string {
  return url.replace(/\/\/(0\.0\.0\.0|\[::\])(?=:)/u, '//localhost')
}

/** `[::1]` for IPv6, as in a URL. */
function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

/** What the start reports on the way, for a progress bar. */
export type Progress = (share: number) => void

/** Starts everything in one process. Throws StartError; whatever was started has ended then. */
export async function serve(config: Config, progress: Progress = () => {}): Promise<Running> {
  const rooms = await openRooms(config)
  const { data } = rooms
  const { settings, file } = data
  const now = Date.now
  let server: ServerType | undefined
  let endDemo = () => {}
  const ending = new AbortController()
  let origin = config.publicUrl ?? ''
  const goesOn = nowAndThen(rooms, { config, now, origin: () => origin })
  const close = async () => {
    ending.abort()
    endDemo()
    await Promise.all([goesOn.close(), server && drain(server)])
    forgetServed(config.data)
    await closeRooms(rooms)
  }
  try {
    const { fetch } = app({
      ...rooms,
      ...{ config, settings, file, now },
      ending: ending.signal,
      assets: assetsFolder(),
    })
    server = createAdaptorServer({ fetch, serverOptions: patience(config) })
    boundBodies(server as Server)
    server.maxConnections = MOST_CONNECTIONS
    server.once('request', releaseYoungHeap)
    if (config.demo) endDemo = await demo(rooms, config, progress)
    const { port } = await listen(server, config)
    const url = `http://${hostInUrl(config.host)}:${port}`
    origin = config.publicUrl ?? reachable(url)
    tellServed(config.data, { origin, tracker_path: config.trackerPath })
    const provider = config.oidcIssuer !== undefined
    const signInLink = await firstLink(data, origin, { provider, now: now() })
    return { url, signInLink, close }
  } catch (error) {
    await close()
    throw inWords(error, databasePath(config.data))
  }
}

/** Answers how to end what goes on: the demo's people keep coming. */
async function demo(rooms: Rooms, config: Config, progress: Progress): Promise<() => void> {
  const { seedDemo } = await import('./demo/seed.ts')
  const { pourOn } = await import('./demo/pouring.ts')
  const { intake, data } = rooms
  const folder = config.data
  const seeding = { settings: data.settings, intake, folder, now: Date.now(), progress }
  const { ahead } = await seedDemo(seeding)
  return pourOn({ intake, folder, ahead, now: Date.now })
}
