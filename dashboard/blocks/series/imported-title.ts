import { words } from '../../texts/texts.ts'

/** A bucket's title, with how much of it another tool summed. */
export function importedTitle(title: string, part: 'all' | 'part' | undefined): string {
  const text = words.value.imported
  if (part === undefined) return title
  return `${title} (${part === 'all' ? text.bucket : text.partly})`
}
