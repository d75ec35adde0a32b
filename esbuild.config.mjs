import { existsSync } from 'node:fs'
import { chmod, mkdir, rm } from 'node:fs/promises'
import { build } from 'esbuild'

/** Collector: ESM for Node, packages stay external, one bundle an entry point (the process and its threads). */
async function buildCollector() {
  await build({
    entryPoints: {
      tributary: 'collector/tributary.ts',
      'intake-worker': 'collector/intake/worker.ts',
      'report-worker': 'collector/reports/worker.ts',
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

/** Script and dashboard know their own builds; this file only says that they are three. */
async function buildPart(module, name) {
  if (existsSync(module)) await (await import(`./${module}`))[name]()
}

await rm('dist', { recursive: true, force: true })
await mkdir('dist', { recursive: true })
await Promise.all([
  buildCollector(),
  buildPart('tracker/build.mjs', 'buildTracker'),
  buildPart('dashboard/build.mjs', 'buildDashboard'),
])
