import { clientOf } from '../client-words.ts'
import type { ImportedEvent } from '../format.ts'
import { filled, firstText, type Loose, objectIn } from '../loose.ts'
import { placeOf } from '../place-words.ts'

/** Who it was, and with what: Google names countries and says `(not set)`. */
export function senderOf(row: Loose): Partial<ImportedEvent> {
  const [device, geo] = [objectIn(row.device), objectIn(row.geo)]
  const web = objectIn(device.web_info)
  return {
    ...filled({ user: firstText(row.user_id), language: firstText(device.language) }),
    ...clientOf({
      browser: firstText(web.browser, device.browser),
      browser_version: firstText(web.browser_version, device.browser_version),
      os: firstText(device.operating_system),
      os_version: firstText(device.operating_system_version),
      device: firstText(device.category),
    }),
    ...placeOf({
      country: firstText(geo.country),
      region: firstText(geo.region),
      city: firstText(geo.city),
    }),
  }
}
