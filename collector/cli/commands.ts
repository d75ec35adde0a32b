import type { Command } from 'commander'

interface Entry {
  /** As the list of commands shows it. */
  description: string
  load(): Promise<Command>
}

/** One file a command, loaded only when it is the one that was asked for, so that each starts fast. */
export const COMMANDS = {
  serve: {
    description: 'collector, API and dashboard in one process',
    load: async () => (await import('./serve.ts')).serveCommand(),
  },
  site: {
    description: 'add, list and remove sites',
    load: async () => (await import('./site.ts')).siteCommand(),
  },
  token: {
    description: 'make, list and remove API tokens',
    load: async () => (await import('./token.ts')).tokenCommand(),
  },
  user: {
    description: 'add, list, change, reset and remove the people who may sign in',
    load: async () => (await import('./user.ts')).userCommand(),
  },
  import: {
    description: 'read events from a file',
    load: async () => (await import('./import.ts')).importCommand(),
  },
  spend: {
    description: 'read what campaigns cost from the files of ad platforms',
    load: async () => (await import('./spend.ts')).spendCommand(),
  },
  subscriptions: {
    description: 'read what customers pay for from the files of billing systems',
    load: async () => (await import('./subscriptions.ts')).subscriptionsCommand(),
  },
  'offline-conversions': {
    description: 'write conversions as the files that ad platforms take',
    load: async () => (await import('./offline-conversions.ts')).offlineConversionsCommand(),
  },
  rates: {
    description: 'store the exchange rates of the European Central Bank',
    load: async () => (await import('./rates.ts')).ratesCommand(),
  },
  mcp: {
    description: 'reports as tools for assistants, over stdin and stdout',
    load: async () => (await import('./mcp.ts')).mcpCommand(),
  },
  export: {
    description: 'write raw events to stdout',
    load: async () => (await import('./export.ts')).exportCommand(),
  },
  backup: {
    description: 'copy the database and verify the copy',
    load: async () => (await import('./backup.ts')).backupCommand(),
  },
  restore: {
    description: 'put a backup in the place of the database',
    load: async () => (await import('./restore.ts')).restoreCommand(),
  },
  erase: {
    description: 'remove a person, a browser or an account',
    load: async () => (await import('./erase.ts')).eraseCommand(),
  },
  note: {
    description: 'put a note on a day of the charts',
    load: async () => (await import('./note.ts')).noteCommand(),
  },
  clickhouse: {
    description: 'the second engine: its tables, how far it is, the file against it',
    load: async () => (await import('./clickhouse.ts')).clickhouseCommand(),
  },
  settings: {
    description: 'settings that lie in PostgreSQL: bring them back into the file',
    load: async () => (await import('./settings.ts')).settingsCommand(),
  },
  collectors: {
    description: 'several collectors: who has which site, and moving one',
    load: async () => (await import('./collectors.ts')).collectorsCommand(),
  },
  mail: {
    description: 'test the mail server',
    load: async () => (await import('./mail.ts')).mailCommand(),
  },
  doctor: {
    description: 'check data, disk, clock, permissions and versions',
    load: async () => (await import('./doctor.ts')).doctorCommand(),
  },
  config: {
    description: 'every setting and where its value comes from',
    load: async () => (await import('./config.ts')).configCommand(),
  },
  bench: {
    description: 'measure the figures of BENCHMARKS.md here',
    load: async () => (await import('./bench.ts')).benchCommand(),
  },
} as const satisfies Record<string, Entry>
