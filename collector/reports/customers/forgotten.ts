import type { Site } from '../../settings/sites.ts'

/** What is said of customers where a site deletes old events: what was told longest ago of a subscription goes, too. */
export function forgottenSentences({ retention_days }: Pick<Site, 'retention_days'>): string[] {
  if (retention_days === null) return []
  return [
    `events of more than ${retention_days} days ago are deleted, what they told of subscriptions among them: tell each again before that, or months and customers before it are missing`,
  ]
}
