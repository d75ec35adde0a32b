import type { Settings } from '../settings/tables.ts'
import { boxOf } from './box.ts'

/** As `Box.seal` writes it: what it is, and three parts. */
const [MARK, BETWEEN] = ['sealed', '$']
/** Three times the longest address and its site. */
const LONGEST = 2_000

/**
 * The end of a link that says by itself what it is about. It is sealed, so that nobody makes one for another address and no log of
 * addresses names anybody; it holds on every collector.
 */
export function sealedToken(settings: Settings, about: object, place: string): string {
  const sealed = boxOf(settings).seal(JSON.stringify(about), place)
  return sealed.slice(MARK.length + 1).replaceAll(BETWEEN, '.')
}

/** What the token is about; undefined where it is none of ours, or of another place. */
export function inSealedToken(settings: Settings, token: string, place: string): unknown {
  if (token.length > LONGEST || !/^[\w-]+\.[\w-]+\.[\w-]+$/u.test(token)) return undefined
  const text = boxOf(settings).open([MARK, ...token.split('.')].join(BETWEEN), place)
  return text === undefined ? undefined : JSON.parse(text)
}
