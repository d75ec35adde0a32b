import type { Count } from '../count.ts'

/** Words of the settings for developers. */
export const developers = {
  sql: 'Ask in SQL',
  intro:
    'One SELECT over copies of this site’s rows: it changes nothing and sees nothing else. Reports count people and conversions as the dashboard does; ask them where they answer.',
  query: 'Query',
  hint: (key: string) => `${key} runs it. The last one stays in this browser.`,
  run: 'Run',
  stop: 'Stop',
  running: 'Running…',
  file: 'query',
  caption: 'Answer',
  none: 'No rows',
  noneHint: 'The query was answered, and found nothing.',
  rows: (rows: Count) => `${rows.text} ${rows.value === 1 ? 'row' : 'rows'}`,
  cut: (rows: Count) => `The first ${rows.text} rows. The file has up to 50,000.`,
  eventsFrom: (day: string) =>
    `Events before ${day} lie in ClickHouse alone and are not in these tables.`,
  tables: 'Tables',
  about: {
    visits: 'visits of the period',
    events: 'events, with a visit or without one',
    people: 'people',
    accounts: 'accounts',
    conversions: 'conversions and refunds, by goal',
    spend: 'what campaigns cost',
  } as Record<string, string>,
  assistants: 'Assistants',
  assistantsIntro:
    'Assistants such as Claude, Cursor or VS Code ask the reports of this site by the Model Context Protocol. Make a token that reads, and give it to the assistant with this address. What an assistant reads goes to whoever runs its model.',
  address: 'Address',
  command: 'For Claude Code',
  toTokens: 'Make a token',
}
