import { createHash } from 'node:crypto'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** An event's id from another tool's: a UUID as it is, so that it is the same in every layout that has it. */
export function idOfUuid(uuid: string, tool: string): string {
  return UUID.test(uuid) ? uuid.toLowerCase() : idOfKey(tool, uuid)
}

/** An event's id from what another tool tells it by: the same key is the same id, whenever it is read. */
export function idOfKey(...key: readonly (string | number)[]): string {
  return createHash('sha256').update(key.join('\u0000')).digest('base64url').slice(0, 21)
}
