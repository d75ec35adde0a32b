import { signal } from '@preact/signals'
import { keep as keepIn, recall } from '../kept.ts'
import { askedLanguage } from '../opened-as.ts'
import { en } from './en/en.ts'

export type Texts = typeof en

export const LANGUAGES = { en: 'English', zh: '简体中文' }
export type Language = keyof typeof LANGUAGES

/** The catalogue in use. Reading it in a view follows a change of language. */
export const words = signal<Texts>(en)
export const language = signal<Language>('en')

const KEPT = 'tributary.language'

/** The language chosen here before, else the browser's, else English. */
export function preferredLanguage(): Language {
  const kept = askedLanguage ?? recall(KEPT)
  if (kept === 'en' || kept === 'zh') return kept
  return navigator.languages.find((tag) => /^(zh|en)\b/.test(tag))?.startsWith('zh') ? 'zh' : 'en'
}

/** Loads a language's catalogue and shows everything in it; `keep` remembers it in this browser. */
export async function speak(next: Language, { keep = false } = {}): Promise<void> {
  words.value = next === 'zh' ? (await import('./zh/zh.ts')).zh : en
  language.value = next
  document.documentElement.lang = next === 'zh' ? 'zh-Hans' : 'en'
  if (keep) keepIn(KEPT, next)
}
