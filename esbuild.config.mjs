import { existsSync } from 'node:fs'
import { chmod, mkdir, rm } from 'node:fs/promises'
import { build } from 'esbuild'

/** Collector: ESM for Node, packages stay external, one bundle an entry point (the process and its threads). */
async function buildCollector() {
  await build({
    entryPoints: {
      tributary: 'collector/tributary.ts',
      'intake-worker': 'collector/intake/worker.ts',
      'bench-child': 'collector/bench/child.ts',
    },
    outdir: 'dist/collector',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
    chunkNames: 'chunks/[name]-[hash]',
  })
  await chmod('dist/collector/tributary.js', 0o755)
}

/**
 * Report threads come and go with the questions, so they have to be up fast: one file with its packages in it
 * starts in a third of the time that their hundreds of modules take (150 against 450 ms of processor time).
 */
async function buildReportWorker() {
  await build({
    entryPoints: { 'report-worker': 'collector/reports/worker.ts' },
    outdir: 'dist/collector',
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['better-sqlite3'],
    sourcemap: true,
    logLevel: 'warning',
  })
}

/** Script and dashboard know their own builds; this file only says that they are three. */
async function buildPart(module, name) {
  if (existsSync(module)) await (await import(`./${module}`))[name]()
}

await rm('dist', { recursive: true, force: true })
await mkdir('dist', { recursive: true })
await Promise.all([
  buildCollector(),
  buildReportWorker(),
  buildPart('tracker/build.mjs', 'buildTracker'),
  buildPart('dashboard/build.mjs', 'buildDashboard'),
])
