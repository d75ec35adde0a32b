import type { SeenIn } from '../auth/sessions.ts'
import { bundledGeoPath, openPlaces } from '../intake/place.ts'
import { readAgent } from '../intake/user-agent.ts'
import type { AppContext } from './environment.ts'
import { addressOf, header } from './peer.ts'

/** In which browser and country somebody signs in; the address itself is not kept. */
export function seenIn(c: AppContext): SeenIn {
  const { browser, os } = readAgent(header(c, 'user-agent') ?? '')
  // Eight megabytes that are read again each time, because somebody signs in a few times a day.
  const placeOf = openPlaces(c.var.shared.config.geoDb ?? bundledGeoPath())
  return { browser, os, country: placeOf(addressOf(c)).country }
}
