import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Files side by side; see vitest.config.ts. */
const maxWorkers = availableParallelism()

/** Of those that wait most of their time: for browsers, for servers, and for what these do every few seconds. */
const moreWorkers = maxWorkers + 1

/** What `npm run test:wide` runs: the tests that install programs of others first, and those that go through everything there is. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'wide',
          include: ['test/end-to-end/frameworks/*.test.ts'],
          maxWorkers,
          expect: { poll: { timeout: 10_000 } },
          testTimeout: 60_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          // Every page of the dashboard, on a desk and on a phone.
          name: 'every page',
          include: ['test/end-to-end/dashboard-{quality,touch}.test.ts'],
          globalSetup: 'test/end-to-end/first-owner.ts',
          maxWorkers: moreWorkers,
          expect: { poll: { timeout: 10_000 } },
          sequence: { groupOrder: 3 },
          testTimeout: 240_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          // Seven demos, one for each day of the week that it may be started on.
          name: 'weekdays',
          include: ['test/demo/weekdays.test.ts'],
          maxWorkers: moreWorkers,
          sequence: { groupOrder: 3 },
          testTimeout: 60_000,
        },
      },
      {
        test: {
          // The settings in PostgreSQL; `npm test` has them in the file.
          name: 'postgres',
          include: ['test/postgres/*.test.ts', 'test/http/*.test.ts'],
          // What reads no settings.
          exclude: [
            'test/http/{attempts,client-address,fuzz,openapi,problem,rate-limit,read-body}.test.ts',
            'test/http/{security-headers,served-files,storage,unread-fields}.test.ts',
          ],
          globalSetup: 'test/postgres/whole-run.mjs',
          isolate: false,
          maxWorkers,
          // As in `npm test`, which has some of them, too: what is waited for comes, however busy the machine is.
          expect: { poll: { timeout: 30_000 } },
          sequence: { groupOrder: 2 },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          // Real servers beside one another, which are killed and slowed.
          name: 'scale',
          include: ['test/scale/*.test.ts'],
          maxWorkers: moreWorkers,
          // They wait for what programs do that they start, stop and slow.
          expect: { poll: { timeout: 60_000 } },
          sequence: { groupOrder: 3 },
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          // The read side on the second engine; `npm test` has it on SQLite.
          name: 'clickhouse',
          include: [
            'test/contract/*.test.ts',
            'test/reports/{,accounts/,attribution/,customers/,experiment/,explain/,offline/,paths/,retention/}*.test.ts',
            // Those that read reports.
            'test/http/{data-quality,delete-events,funnels,import-lines,live-stream,people}.test.ts',
            'test/http/{reports,shares,shares-reach,things}.test.ts',
          ],
          env: { TRIBUTARY_ENGINE: 'clickhouse' },
          globalSetup: 'test/clickhouse-folder.mjs',
          // One engine for each worker, and what is imported is loaded once.
          isolate: false,
          maxWorkers,
          expect: { poll: { timeout: 30_000 } },
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
