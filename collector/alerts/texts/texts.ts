import { en } from './en.ts'
import type { Texts } from './words.ts'
import { zh } from './zh.ts'

export const TEXTS = { en, zh } as const satisfies Record<string, Texts>
