import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { build } from 'esbuild'

const OUT = 'dist/dashboard'

const COMMON = {
  outdir: OUT,
  bundle: true,
  minify: true,
  metafile: true,
  target: ['es2022', 'chrome123', 'firefox120', 'safari17.5'],
  legalComments: 'none',
  logLevel: 'warning',
  entryNames: 'assets/[name]-[hash]',
  chunkNames: 'assets/[name]-[hash]',
  assetNames: 'assets/[name]-[hash]',
}

/** Builds the dashboard into `dist/dashboard`: hashed assets and the page that names them. */
export async function buildDashboard() {
  const [app, boot, style] = await Promise.all([
    build({
      ...COMMON,
      entryPoints: ['dashboard/main.tsx'],
      format: 'esm',
      splitting: true,
      jsx: 'automatic',
      jsxImportSource: 'preact',
    }),
    build({ ...COMMON, entryPoints: ['dashboard/boot.ts'], format: 'iife' }),
    build({
      ...COMMON,
      entryPoints: ['dashboard/style/style.css'],
      loader: { '.woff2': 'file' },
    }),
  ])
  const main = output(app, 'dashboard/main.tsx')
  const page = {
    main: address(main),
    boot: address(output(boot, 'dashboard/boot.ts')),
    style: address(output(style, 'dashboard/style/style.css')),
    font: address(paths(style).find((path) => path.endsWith('.woff2'))),
    preloads: staticImports(app, main)
      .map((path) => `<link rel="modulepreload" href="${address(path)}" />`)
      .join('\n    '),
  }
  const template = await readFile('dashboard/index.html', 'utf8')
  await mkdir(OUT, { recursive: true })
  await writeFile(
    `${OUT}/index.html`,
    template.replace(/\{\{(\w+)\}\}/g, (_, name) => page[name]),
  )
  await copyFile('dashboard/icon.svg', `${OUT}/icon.svg`)
}

function paths({ metafile }) {
  return Object.keys(metafile.outputs)
}

function output(result, entry) {
  return paths(result).find((path) => result.metafile.outputs[path].entryPoint === entry)
}

function address(path) {
  return `/${relative(OUT, path)}`
}

/** Chunks that `path` needs before it can run, so that the page can ask for them at once. */
function staticImports({ metafile }, path, found = new Set()) {
  for (const { kind, path: next } of metafile.outputs[path].imports) {
    if (kind !== 'import-statement' || found.has(next)) continue
    found.add(next)
    staticImports({ metafile }, next, found)
  }
  return [...found]
}
