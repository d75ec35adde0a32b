import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, rm } from 'node:fs/promises'
import { build } from 'esbuild'

/**
 * ESM for Node. Packages are bundled, because their hundreds of modules cost a server 17 MB and a report thread three
 * times the start (450 against 150 ms of processor time). Names stay, for stack traces. Left outside: what is native,
 * or looks for files beside itself.
 */
const COLLECTOR = {
  outdir: 'dist/collector',
  bundle: true,
  minifyWhitespace: true,
  minifySyntax: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: [
    'better-sqlite3',
    'pino',
    'pino-pretty',
    'tinypool',
    'esbuild',
    'playwright-core',
    '@ip-location-db/*',
  ],
  sourcemap: true,
  logLevel: 'warning',
}

/** The process and the thread that lives as long as it does share what they have in common. */
async function buildCollector() {
  await build({
    ...COLLECTOR,
    entryPoints: {
      tributary: 'collector/tributary.ts',
      'intake-worker': 'collector/intake/worker.ts',
      'forward-worker': 'collector/forward/worker.ts',
      'moving-worker': 'collector/moving/worker.ts',
      'check-pages': 'collector/store/sqlite/check-pages.ts',
      'bench-child': 'collector/bench/child.ts',
    },
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    banner: { js: REQUIRE },
    plugins: [oneLocale],
  })
  await chmod('dist/collector/tributary.js', 0o755)
}

/** They come and go with the questions: one file is read from a cold disk sooner than twenty. */
async function buildShortLived() {
  await build({
    ...COLLECTOR,
    entryPoints: {
      'report-worker': 'collector/reports/run/worker.ts',
      'sql-child': 'collector/sql/child.ts',
      'sql-watch': 'collector/sql/watch.ts',
    },
    banner: { js: REQUIRE },
    plugins: [oneLocale],
  })
}

/** Zod brings its messages in fifty languages, two thirds of its bytes; ours are English. */
const oneLocale = {
  name: 'one-locale',
  setup({ onLoad }) {
    onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js'",
    }))
  },
}

const REQUIRE = `import { createRequire as requireFrom } from 'node:module'
const require = requireFrom(import.meta.url)`

/** What assistants may read. */
async function copyPages() {
  await mkdir('dist/docs', { recursive: true })
  for (const name of ['glossary', 'metrics', 'data-model', 'statistics', 'sql'])
    await cp(`docs/${name}.md`, `dist/docs/${name}.md`)
}

/** They know their own builds; this file only says that they are there. */
async function buildPart(module, name) {
  if (existsSync(module)) await (await import(`./${module}`))[name]()
}

await rm('dist', { recursive: true, force: true })
await mkdir('dist', { recursive: true })
await Promise.all([
  buildCollector(),
  buildShortLived(),
  copyPages(),
  buildPart('experiments/build.mjs', 'buildExperiments'),
  buildPart('tracker/build.mjs', 'buildTracker'),
  buildPart('dashboard/build.mjs', 'buildDashboard'),
])
