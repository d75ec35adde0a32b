import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { Settings } from '../settings/tables.ts'

/** Keeps secrets that must be read again, so that the database holds nothing to be used. */
export interface Box {
  /** `sealed$<iv>$<tag>$<text>`, base64url; opens at the same place only, say `share:<id>`. */
  seal(secret: string, place: string): string
  /** undefined for what another key sealed, or what lay at another place. */
  open(sealed: string, place: string): string | undefined
  /** What nobody without the key can make of the text. */
  sign(text: string): Buffer
}

const MARK = 'sealed'

export function isSealed(text: string): boolean {
  return text.startsWith(`${MARK}$`)
}

/** `key` is asked for when it is first needed: most commands need none, and need not be able to read it. */
export function box(key: () => Buffer): Box {
  const made = new Map<string, Buffer>()
  const keyFor = (use: string): Buffer => {
    const known = made.get(use) ?? Buffer.from(hkdfSync('sha256', key(), '', use, 32))
    made.set(use, known)
    return known
  }

  function seal(secret: string, place: string): string {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', keyFor('seal'), iv).setAAD(Buffer.from(place))
    const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
    const parts = [iv, cipher.getAuthTag(), text].map((part) => part.toString('base64url'))
    return [MARK, ...parts].join('$')
  }

  function open(sealed: string, place: string): string | undefined {
    const [iv, tag, text] = sealed
      .split('$')
      .slice(1)
      .map((part) => Buffer.from(part, 'base64url'))
    if (iv?.length !== 12 || tag?.length !== 16 || text === undefined) return undefined
    const cipher = createDecipheriv('aes-256-gcm', keyFor('seal'), iv)
    cipher.setAAD(Buffer.from(place)).setAuthTag(tag)
    try {
      return cipher.update(text).toString('utf8') + cipher.final('utf8')
    } catch {
      return undefined // node says by throwing that the tag does not fit
    }
  }

  const sign = (text: string) => createHmac('sha256', keyFor('sign')).update(text).digest()
  return { seal, open, sign }
}

const boxes = new WeakMap<Settings, Box>()

/** From now on secrets in these settings are sealed with it. */
export function keepIn(settings: Settings, kept: Box): void {
  boxes.set(settings, kept)
}

/** Throws for settings that were opened without their folder, as reports do. */
export function boxOf(settings: Settings): Box {
  const kept = boxes.get(settings)
  if (kept === undefined) throw new Error('these settings were opened without the key')
  return kept
}
