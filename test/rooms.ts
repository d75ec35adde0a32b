import { readdirSync } from 'node:fs'
import { DASHBOARD_ROOMS } from './dashboard-rooms.ts'
import type { Room } from './room.ts'

const WINGS = [
  'reports/time',
  'reports/question',
  'reports/facts',
  'reports/families',
  'reports/upon',
]
/** Families that work with what another has found out. */
const UPON: readonly string[] = ['accounts', 'holdout', 'plan', 'stages'].map(
  (name) => `collector/reports/${name}/`,
)
const REPORTS = [...WINGS, 'reports', 'reports/registry', 'reports/port', 'reports/run']
const GROUND = ['ground', 'pure']
const READING = [...GROUND, 'spreadsheet']
/** What reports are made of, besides one another. */
const MADE_OF = [...GROUND, 'acquisition', 'spend', 'settings', 'imported', 'store']
const COLLECTOR = [
  ...GROUND,
  'acquisition',
  'spend',
  'settings',
  'imported',
  'store',
  'store/sqlite',
  'forward',
  'intake',
  'moving',
  'auth',
  'sending',
  'digests',
  ...REPORTS,
  'alerts',
  'http',
]
/** What a page shows of the collector: its types, and of what is pure the values. */
export const PURE: readonly string[] = ['acquisition', 'pure', 'experiments']
/** Who may import whom (spec: architecture.md, "Rooms"). Reading down, each room stands on those above it. */
export const ROOMS: Record<string, Room> = {
  experiments: { of: ['experiments/'], may: [] },
  protocol: { of: ['tracker/protocol.ts', 'tracker/peers/shared/'], may: [] },
  tracker: { of: ['tracker/'], may: ['protocol', 'experiments', 'acquisition'] },

  'packages/builds': {
    of: ['packages/declarations.mjs', 'packages/node/build.mjs', 'packages/browser/build.mjs'],
    may: ['tracker'],
  },
  'packages/node': { of: ['packages/node/'], may: ['protocol', 'experiments'] },
  'packages/browser': { of: ['packages/browser/'], may: [] },

  acquisition: { of: ['collector/acquisition/'], may: ['pure'] },
  pure: {
    of: [
      'vocabulary.ts',
      'own-events.ts',
      'filter-tree.ts',
      'csv.ts',
      'csv-cell.ts',
      'csv-columns.ts',
      'compared-table.ts',
      'change-sentence.ts',
      'customer-worth.ts',
      'alert-signals.ts',
      'file-kind.ts',
      'typed-domain.ts',
      'metric-names/',
    ].map((name) => `collector/${name}`),
    may: [],
  },
  spreadsheet: { of: ['collector/spreadsheet/'], may: GROUND },
  spend: { of: ['collector/spend/'], may: [...READING, 'acquisition'] },
  billing: { of: ['collector/billing/'], may: [...READING, 'protocol', 'spend'] },
  program: {
    of: [
      'tributary',
      'serve',
      'watched-intake',
      'data-folder',
      'open-all',
      'follow-settings',
      'now-and-then',
      'open-rooms',
      'shared-intake',
    ].map((name) => `collector/${name}.ts`),
    may: [...COLLECTOR, 'cli', 'demo'],
  },
  threads: {
    of: [
      'intake/worker.ts',
      'intake/moving.ts',
      'moving/worker.ts',
      'reports/run/worker.ts',
      'reports/run/elsewhere.ts',
    ].map((name) => `collector/${name}`),
    may: COLLECTOR,
  },
  settings: { of: ['collector/settings/'], may: [...READING, 'acquisition', 'spend'] },
  imported: {
    of: ['collector/imported/'],
    may: [...GROUND, 'acquisition', 'settings'],
  },
  migrations: { of: ['collector/store/sqlite/migrations/'], may: [] },
  'store/sqlite': {
    of: ['collector/store/sqlite/'],
    may: [...GROUND, 'acquisition', 'settings', 'store', 'migrations'],
  },
  store: { of: ['collector/store/'], may: GROUND, types: ['acquisition', 'settings'] },
  forward: {
    of: ['collector/forward/'],
    may: [...GROUND, 'acquisition', 'store', 'store/sqlite'],
  },
  intake: {
    of: ['collector/intake/'],
    may: [...GROUND, 'protocol', 'acquisition', 'settings', 'store'],
    types: ['threads'],
  },

  moving: {
    of: ['collector/moving/'],
    may: [...READING, 'acquisition', 'protocol', 'imported', 'intake', 'reports/time'],
    types: ['threads'],
  },

  'reports/time': { of: ['collector/reports/time/'], may: [...GROUND, 'store'] },
  'reports/question': {
    of: ['collector/reports/question/'],
    types: ['spend', 'imported'],
    may: [...GROUND, 'acquisition', 'settings', 'store', 'reports/time'],
  },
  'reports/facts': {
    of: ['collector/reports/facts/'],
    may: [...MADE_OF, 'reports/time', 'reports/question'],
  },
  'reports/run': {
    of: ['collector/reports/run/'],
    may: [
      ...GROUND,
      'spend',
      'settings',
      'imported',
      'store',
      ...WINGS,
      'reports/registry',
      'reports/port',
    ],
    types: ['threads', 'reports'],
  },
  'reports/registry': {
    of: [
      'collector/reports/registry.ts',
      'collector/reports/customer-reports.ts',
      'collector/reports/usual-reports.ts',
    ],
    may: ['reports', 'reports/question', 'reports/families', 'reports/upon'],
  },
  'reports/port': { of: ['collector/reports/port.ts'], may: GROUND },
  'reports/families': {
    of: readdirSync('collector/reports', { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `collector/reports/${name}/`)
      .filter((folder) => !UPON.includes(folder)),
    may: [...MADE_OF, 'protocol', 'experiments', 'collector/experiments', ...WINGS.slice(0, 3)],
    apart: 'folders',
  },
  'reports/upon': {
    of: UPON,
    may: [...MADE_OF, 'experiments', ...WINGS.slice(0, 4)],
    apart: 'folders',
  },
  peers: { of: ['collector/peers/'], may: ['protocol'] },
  reports: {
    of: ['collector/reports/'],
    may: [...MADE_OF, 'billing', 'experiments', ...WINGS],
    types: ['protocol'],
    apart: 'files',
  },

  sql: { of: ['collector/sql/'], may: [...MADE_OF, 'store/sqlite', ...REPORTS] },
  assistants: { of: ['collector/assistants/'], may: [...GROUND, 'reports/registry', 'sql'] },
  'collector/experiments': { of: ['collector/experiments/'], may: [...GROUND, 'experiments'] },
  auth: { of: ['collector/auth/'], may: [...GROUND, 'settings'] },
  sending: { of: ['collector/sending/'], may: [...GROUND, 'settings', 'auth'] },
  digests: {
    of: ['collector/digests/'],
    may: [...GROUND, 'settings', 'auth', 'sending', 'reports/time', 'reports/port'],
    types: ['reports', 'reports/families'],
  },
  alerts: {
    of: ['collector/alerts/'],
    may: [...GROUND, 'settings', 'auth', 'sending', 'reports/time', 'reports/port'],
    types: ['reports', 'reports/families', 'reports/upon'],
  },
  http: {
    of: ['collector/http/'],
    may: [
      ...GROUND,
      'acquisition',
      'spend',
      'settings',
      'auth',
      'sending',
      'digests',
      'imported',
      'intake',
      'moving',
      'tracker',
      'protocol',
      'peers',
      'collector/experiments',
      'sql',
      'assistants',
      ...REPORTS,
      'alerts',
    ],
    types: ['store', 'store/sqlite'],
  },
  demo: {
    of: ['collector/demo/'],
    may: [...GROUND, 'protocol', 'experiments', 'acquisition', 'settings', 'intake'],
    types: ['spend'],
  },
  bench: {
    of: ['collector/bench/'],
    may: [
      ...GROUND,
      'protocol',
      'demo',
      'store',
      'store/sqlite',
      'experiments',
      'reports/families',
      'reports/run',
      'settings',
      'auth',
      'alerts',
    ],
  },
  cli: { of: ['collector/cli/'], may: [...COLLECTOR, 'sql', 'assistants', 'program', 'bench'] },
  ground: { of: ['collector/'], may: ['pure', 'package'], types: ['protocol'] },
  package: { of: ['package.json'], may: [] },

  ...DASHBOARD_ROOMS,
}
