import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type CityResponse, Reader } from 'mmdb-lib'
import { BoundedMap } from '../bounded-map.ts'
import type { Place } from '../store/ledger.ts'

const NOWHERE: Place = { country: null, region: null, city: null }

/** The bundled database says `country_code`; MaxMind-shaped ones nest names and codes. */
type GeoRecord = CityResponse & { readonly country_code?: string }

export type PlaceOf = (ip: string) => Place

/** Path of the CC0 country database that comes with the package. */
export function bundledGeoPath(): string {
  return createRequire(import.meta.url).resolve(
    '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb',
  )
}

/** Where an address lies, by the mmdb file at `path`. Throws when the file is missing or no database. */
export function openPlaces(path: string): PlaceOf {
  const reader = new Reader<GeoRecord>(readFileSync(path))
  const known = new BoundedMap<string, Place>(20_000)
  return (ip) => {
    const remembered = known.get(ip)
    if (remembered) return remembered
    const place = ip === '' ? NOWHERE : placeOf(lookUp(reader, ip))
    known.set(ip, place)
    return place
  }
}

function lookUp(reader: Reader<GeoRecord>, ip: string): GeoRecord | null {
  try {
    return reader.get(ip.replace(/^::ffff:(?=\d+\.)/i, ''))
  } catch {
    return null // mmdb-lib throws on text that is no address; such an event has no place
  }
}

function placeOf(record: GeoRecord | null): Place {
  if (!record) return NOWHERE
  return {
    country: record.country_code ?? record.country?.iso_code ?? null,
    region: record.subdivisions?.[0]?.iso_code ?? null,
    city: record.city?.names?.en ?? null,
  }
}
