import { signal } from '@preact/signals'
import { forget, keep, recall } from '../kept.ts'
import { askedScheme } from '../opened-as.ts'

export type Scheme = 'system' | 'light' | 'dark'

const KEPT = 'tributary.scheme'
const dark = matchMedia('(prefers-color-scheme: dark)')

/** What was chosen here. */
export const scheme = signal<Scheme>(readScheme())

/** Whether dark is what shows; drawings on canvas follow it, everything else is CSS. */
export const isDark = signal(showsDark(scheme.value))

function readScheme(): Scheme {
  const kept = askedScheme ?? recall(KEPT)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

function showsDark(chosen: Scheme): boolean {
  return chosen === 'dark' || (chosen === 'system' && dark.matches)
}

dark.addEventListener('change', () => {
  isDark.value = showsDark(scheme.value)
})

export function showScheme(next: Scheme): void {
  if (next === 'system') {
    forget(KEPT)
    delete document.documentElement.dataset.scheme
  } else {
    keep(KEPT, next)
    document.documentElement.dataset.scheme = next
  }
  scheme.value = next
  isDark.value = showsDark(next)
}
