import { valueName } from '../../names.ts'
import { language, words } from '../../texts/texts.ts'

interface Came {
  channel: string | null
  source: string | null
}

/** A source by its own name; where nobody sent them, or none is known, the channel, as all other pages call it. */
export function sourceName({ channel, source }: Came): string {
  if (source !== null && source !== 'direct') return source
  return valueName('channel', channel, language.value, words.value)
}
