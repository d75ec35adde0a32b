import { type DigestTexts, en } from './en.ts'
import type { Language } from './languages.ts'
import { zh } from './zh.ts'

export const TEXTS: Record<Language, DigestTexts> = { en, zh }
