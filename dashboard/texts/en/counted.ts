import type { Count } from '../count.ts'

const english = new Intl.PluralRules('en')

/** `1 visit`, `2 visits`. */
export function counted({ value, text }: Count, one: string, more = `${one}s`): string {
  return `${text} ${english.select(value) === 'one' ? one : more}`
}
