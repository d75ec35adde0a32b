import { strToU8, zipSync } from 'fflate'

export interface TextFile {
  name: string
  text: string
}

/** Files as one archive. Of several with one name, the second is `name-2`. */
export function zipOf(files: readonly TextFile[]): Uint8Array<ArrayBuffer> {
  const seen = new Map<string, number>()
  const entries = files.map(({ name, text }) => {
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return [times === 1 ? name : numbered(name, times), strToU8(text)] as const
  })
  return zipSync(Object.fromEntries(entries))
}

/** `a.csv` for the third time: `a-3.csv`. */
function numbered(name: string, times: number): string {
  return name.replace(/(\.\w+)?$/u, `-${times}$1`)
}
