import { fewAtOnce } from '../few-at-once.ts'

/** Files of a site that wait are held in memory. */
const WAITING = 5

const turns = new Map<string, ReturnType<typeof fewAtOnce>>()

/**
 * Takes files of a site in and back one after the other, in the order in which they came: what one tells is what all before it
 * have not told. Throws a 503 for those beyond a few.
 */
export function oneFileAtATime<T>(site: string, work: () => Promise<T>): Promise<T> {
  const turn =
    turns.get(site) ??
    fewAtOnce(1, WAITING, 'other files of this site are being taken in; send it again')
  turns.set(site, turn)
  return turn(work)
}
