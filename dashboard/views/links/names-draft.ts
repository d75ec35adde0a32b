import type { Naming } from '../../models/site-rules.ts'

/** Tags that a site may have a list of names for. */
export const NAMED = ['source', 'medium', 'campaign'] as const
export type Named = (typeof NAMED)[number]

/** The site's names as a form edits them: one a line. */
export interface NamesDraft extends Record<Named, string> {
  pattern: string
  required: Naming['required']
}

export function draftOf({ sources, media, campaigns, pattern, required }: Naming): NamesDraft {
  return {
    source: sources.join('\n'),
    medium: media.join('\n'),
    campaign: campaigns.join('\n'),
    pattern: pattern ?? '',
    required,
  }
}

export function namingOf({ source, medium, campaign, pattern, required }: NamesDraft): Naming {
  return {
    sources: namesIn(source),
    media: namesIn(medium),
    campaigns: namesIn(campaign),
    pattern: pattern.trim() || null,
    required,
  }
}

/** The names of a list, each once. */
export function namesIn(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim())
  return [...new Set(lines.filter((line) => line !== ''))]
}

/** The list with one name more, at its end. */
export function withName(text: string, name: string): string {
  return namesIn(`${text}\n${name}`).join('\n')
}
