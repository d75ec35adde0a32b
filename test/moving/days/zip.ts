import { strToU8, zipSync } from 'fflate'

/** A zip of texts by their names. */
export function zip(files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
  ) as Uint8Array<ArrayBuffer>
}
