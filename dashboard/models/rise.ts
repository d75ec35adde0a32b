import { signal } from '@preact/signals'
import { forget, keep, recall } from '../kept.ts'

const KEPT = 'tributary.rise'

/** Whether what rises is red and what falls green, as on the exchanges of China and Japan; colours are all that it turns. */
export const risesRed = signal(recall(KEPT) === 'red')

export function showRedRises(red: boolean): void {
  if (red) {
    keep(KEPT, 'red')
    document.documentElement.dataset.rise = 'red'
  } else {
    forget(KEPT)
    delete document.documentElement.dataset.rise
  }
  risesRed.value = red
}
