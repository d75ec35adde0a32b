import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Files side by side. Left to itself, vitest leaves one core idle, which of two is half the machine. */
const maxWorkers = availableParallelism()

/** They look at frames, at the moment of a paint or at what holds it for half a second: beside others they would see them. */
const QUIET = [
  'test/end-to-end/experiment-redirects.test.ts',
  'test/end-to-end/experiments{,-left,-outside,-pages,-target}.test.ts',
]

/** Belongs to wide-config.mjs. */
const WEEKDAYS = 'test/demo/weekdays.test.ts'

/** Of the dashboard's, what works upon a page's address and what a browser keeps needs such a page to itself. */
const WITHOUT_A_PAGE = readdirSync('test/dashboard')
  .map((name) => `test/dashboard/${name}`)
  .filter((path) => path.endsWith('.test.ts'))
  .filter((path) => !/'\.\/(page|router|desk)\.ts'/u.test(readFileSync(path, 'utf8')))

/** They share nothing but what they import, which is loaded once a worker: up to half of their time. */
const SHARING = [
  ...[
    'acquisition',
    'alerts',
    'assistants',
    'auth',
    'bench',
    'billing',
    'contract',
    'demo',
    'digests',
    'experiments',
    'forward',
    'http',
    'imported',
    'intake',
    'moving',
    'packages',
    'peers',
    'reports',
    'sending',
    'settings',
    'spend',
    'spreadsheet',
    'store',
    'tracker',
  ].map((folder) => `test/${folder}/**/*.test.ts`),
  ...WITHOUT_A_PAGE,
]

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What is waited for comes, however busy the machine is.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          // Those of wide-config.mjs, too.
          exclude: [
            ...['test/end-to-end/**', 'test/faults/**', 'test/postgres/**', 'test/scale/**'],
            ...[WEEKDAYS, ...SHARING],
          ],
          maxWorkers,
        },
      },
      {
        extends: true,
        test: {
          name: 'sharing',
          include: SHARING,
          exclude: [WEEKDAYS],
          isolate: false,
          maxWorkers,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/end-to-end/**/*.test.ts', 'test/faults/**/*.test.ts'],
          // Those of wide-config.mjs, which need programs of others or much time.
          exclude: [
            ...[
              'test/end-to-end/frameworks/**',
              'test/end-to-end/dashboard-{quality,touch}.test.ts',
            ],
            ...QUIET,
          ],
          globalSetup: 'test/end-to-end/first-owner.ts',
          // They wait for browsers and servers: two use little more than one of two cores.
          maxWorkers: maxWorkers + 1,
          sequence: { groupOrder: 2 },
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'quiet',
          include: QUIET,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
          testTimeout: 120_000,
        },
      },
    ],
  },
})
