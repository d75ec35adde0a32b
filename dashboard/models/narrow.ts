import { signal } from '@preact/signals'

const phone = matchMedia('(max-width: 40rem)')

/** Whether there is room for few columns only, as on a phone. */
export const narrow = signal(phone.matches)

phone.addEventListener('change', () => {
  narrow.value = phone.matches
})
