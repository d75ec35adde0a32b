import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { EventName } from '../../collector/settings/event-names.ts'
import { keep as keepIn, recall } from '../kept.ts'
import { askedLanguage } from '../opened-as.ts'
import { en } from './en/en.ts'

export type Texts = typeof en

export const LANGUAGES = { en: 'English', zh: '简体中文' }
export type Language = keyof typeof LANGUAGES

export const language = signal<Language>('en')
const catalogue = signal<Texts>(en)

/** What the site in view calls its events. */
export const givenNames = signal<readonly EventName[]>([])

/** The catalogue in use, events by the names that the site gave them. Reading it in a view follows a change of language. */
export const words = computed((): Texts => {
  const given = givenNames.value.flatMap((name) => {
    const called = name[language.value]
    return called === undefined ? [] : [[name.event, called] as const]
  })
  if (given.length === 0) return catalogue.value
  const eventNames = { ...catalogue.value.eventNames, ...Object.fromEntries(given) }
  return { ...catalogue.value, eventNames }
})

const KEPT = 'tributary.language'

/** How each part that is loaded takes up a language: fetched first, then shown. */
const parts: Array<(next: Language) => Promise<() => void>> = []

/** Words of a part of the dashboard that is loaded when it is shown: English with it, Chinese where that is spoken. */
export function wordsOf<Part>(english: Part, chinese: () => Promise<Part>): ReadonlySignal<Part> {
  const part = signal(english)
  parts.push(async (next) => {
    const said = next === 'zh' ? await chinese() : english
    return () => {
      part.value = said
    }
  })
  return part
}

/** Brings parts that have come meanwhile to the language of the rest. */
export async function spoken(): Promise<void> {
  await show(language.peek())
}

async function show(next: Language, andThen = () => {}): Promise<void> {
  const turns = await Promise.all(parts.map((take) => take(next)))
  batch(() => {
    for (const turn of turns) turn()
    andThen()
  })
}

/** The language chosen here before, else the browser's, else English. */
export function preferredLanguage(): Language {
  const kept = askedLanguage ?? recall(KEPT)
  if (kept === 'en' || kept === 'zh') return kept
  return navigator.languages.find((tag) => /^(zh|en)\b/.test(tag))?.startsWith('zh') ? 'zh' : 'en'
}

/** Loads a language's catalogue and shows everything in it; `keep` remembers it in this browser. */
export async function speak(next: Language, { keep = false } = {}): Promise<void> {
  const all = next === 'zh' ? (await import('./zh/zh.ts')).zh : en
  await show(next, () => {
    catalogue.value = all
    language.value = next
  })
  document.documentElement.lang = next === 'zh' ? 'zh-Hans' : 'en'
  if (keep) keepIn(KEPT, next)
}
