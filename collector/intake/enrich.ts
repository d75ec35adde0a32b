import { createHmac } from 'node:crypto'
import { BoundedMap } from '../bounded-map.ts'
import { DAY } from '../durations.ts'
import { PERSON_KIND } from '../person-kind.ts'
import type { Client, Place, Salts } from '../store/ledger.ts'
import type { PlaceOf } from './place.ts'
import type { EnrichedEvent, ReceivedEvent, Sender, VisitorKey } from './road.ts'
import { type Agent, readAgent } from './user-agent.ts'

/** Third station: who and where. After it nobody needs the IP or the user agent any more. */

export interface Surroundings {
  placeOf: PlaceOf
  salts: Salts
}

export function enrich(
  received: ReceivedEvent,
  site: number,
  { placeOf, salts }: Surroundings,
): EnrichedEvent {
  const { sender } = received
  return {
    received,
    client: clientOf(sender),
    place: placeOfSender(sender, placeOf),
    visitor: visitorKey(received, site, salts),
  }
}

/** The same client is the same object, so that the store need not compare its parts. */
const clients = new BoundedMap<string, Client>(10_000)

function clientOf(sender: Sender): Client {
  const agent = readAgent(sender.userAgent)
  const { screen, language, known } = sender
  const own = `${agent.serial}|${screen?.length ?? 0}|${screen ?? ''}${language ?? ''}`
  const key = known ? `${own}|${JSON.stringify(known)}` : own
  const remembered = clients.get(key)
  if (remembered) return remembered
  const client = describedClient(sender, agent)
  clients.set(key, client)
  return client
}

function describedClient({ screen, language, known }: Sender, agent: Agent): Client {
  return {
    browser: known?.browser ?? agent.browser,
    browser_version: known?.browser_version ?? agent.browser_version,
    os: known?.os ?? agent.os,
    os_version: known?.os_version ?? agent.os_version,
    device: known?.device ?? agent.device,
    screen,
    language,
  }
}

/** The same place is the same object, too. */
const places = new BoundedMap<string, Place>(10_000)

function placeOfSender({ ip, known }: Sender, placeOf: PlaceOf): Place {
  if (ip !== '' || !known?.country) return placeOf(ip)
  const { country, region = null, city = null } = known
  const key = JSON.stringify([country, region, city])
  const remembered = places.get(key)
  if (remembered) return remembered
  const place = { country, region, city }
  places.set(key, place)
  return place
}

/**
 * A sent id is the browser; a server's event that knows nothing but the user, or the account, is its own; everybody
 * else is a 64-bit keyed hash of (salt of the UTC day, site, IP, user agent).
 */
function visitorKey({ sender, at, url }: ReceivedEvent, site: number, salts: Salts): VisitorKey {
  const { visitor, user, account, ip, userAgent, consented } = sender
  const isUnknown = ip === '' && userAgent === ''
  const day = Math.floor(at / DAY)
  const hash = (salt: Buffer | null) => salt && cookielessKey(salt, site, ip, userAgent)
  const both = () =>
    [hash(salts.find(day, site)), hash(salts.find(day - 1, site))].filter((key) => key !== null)
  if (visitor !== null)
    return fixedKey(PERSON_KIND.stored, visitor, consented && !isUnknown ? both : nobody)
  if (user !== null && isUnknown) return fixedKey(PERSON_KIND.user, user, nobody)
  if (account !== null && isUnknown && url === null)
    return fixedKey(PERSON_KIND.account, account, nobody)
  return {
    kind: PERSON_KIND.cookieless,
    key: cookielessKey(salts.of(day, site), site, ip, userAgent),
    yesterday: () => hash(salts.find(day - 1, site)),
    tomorrow: () => hash(salts.find(day + 1, site)),
    before: nobody,
  }
}

const never = () => null
const nobody = () => []

function fixedKey(kind: VisitorKey['kind'], key: string, before: VisitorKey['before']): VisitorKey {
  return { kind, key, yesterday: never, tomorrow: never, before }
}

/** Of each salt what it made lately: a visit's events come from one browser. Forgotten with the salt. */
const made = new WeakMap<Buffer, BoundedMap<string, Buffer>>()
/** Live events ask for three days' salts; an import may bring a year's, and each would keep its keys for two days. */
const MOST_SALTS = 4
const asked: WeakRef<Buffer>[] = []

function keysBy(salt: Buffer): BoundedMap<string, Buffer> {
  const known = made.get(salt)
  if (known) return known
  const keys = new BoundedMap<string, Buffer>(20_000)
  made.set(salt, keys)
  asked.push(new WeakRef(salt))
  const oldest = asked.length > MOST_SALTS ? asked.shift()?.deref() : undefined
  if (oldest) made.delete(oldest)
  return keys
}

function cookielessKey(salt: Buffer, site: number, ip: string, userAgent: string): Buffer {
  const keys = keysBy(salt)
  const name = `${site}|${readAgent(userAgent).serial}|${ip}`
  const known = keys.get(name)
  if (known) return known
  const text = `${site}\n${ip}\n${userAgent}`
  const key = createHmac('sha256', salt).update(text).digest().subarray(0, 8)
  keys.set(name, key)
  return key
}
