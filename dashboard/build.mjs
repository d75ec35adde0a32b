import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { build } from 'esbuild'
import { rolldown } from 'rolldown'

const OUT = 'dist/dashboard'

const TARGET = ['es2022', 'chrome123', 'firefox120', 'safari17.5']
const COMMON = {
  outdir: OUT,
  bundle: true,
  minify: true,
  metafile: true,
  target: TARGET,
  legalComments: 'none',
  logLevel: 'warning',
  entryNames: 'assets/[name]-[hash]',
  assetNames: 'assets/[name]-[hash]',
}

/** Builds the dashboard into `dist/dashboard`: hashed assets and the page that names them. */
export async function buildDashboard() {
  const [main, boot, style] = await Promise.all([
    buildApp(),
    build({ ...COMMON, entryPoints: ['dashboard/boot.ts'], format: 'iife' }),
    build({
      ...COMMON,
      entryPoints: ['dashboard/style/style.css'],
      loader: { '.woff2': 'file' },
    }),
  ])
  const page = {
    main: `/${main}`,
    boot: address(output(boot, 'dashboard/boot.ts')),
    style: address(output(style, 'dashboard/style/style.css')),
    font: address(paths(style).find((path) => path.endsWith('.woff2'))),
  }
  const template = await readFile('dashboard/index.html', 'utf8')
  await mkdir(OUT, { recursive: true })
  await writeFile(
    `${OUT}/index.html`,
    template.replace(/\{\{(\w+)\}\}/g, (_, name) => page[name]),
  )
  await copyFile('dashboard/icon.svg', `${OUT}/icon.svg`)
}

const APP = {
  input: 'dashboard/main.tsx',
  transform: { target: TARGET },
  tsconfig: 'dashboard/tsconfig.json',
}

/**
 * What the first page needs is one file: split by who else needs a module, as splitting goes by itself, it were seventy, which
 * ask more often and pack a quarter worse. Answers the file's path below the output folder.
 */
async function buildApp() {
  const shell = await neededAtOnce()
  const bundle = await rolldown(APP)
  const { output: files } = await bundle.write({
    dir: OUT,
    format: 'esm',
    minify: true,
    comments: { legal: false },
    entryFileNames: 'assets/[name]-[hash].js',
    chunkFileNames: 'assets/[name]-[hash].js',
    codeSplitting: { groups: [{ name: 'main', test: (id) => shell.has(id) }] },
  })
  await bundle.close()
  return files.find(({ isEntry }) => isEntry).fileName
}

/** Ids of the modules that run before the first page can. */
async function neededAtOnce() {
  const bundle = await rolldown(APP)
  const { output: files } = await bundle.generate({ format: 'esm' })
  await bundle.close()
  const chunks = new Map(files.map((file) => [file.fileName, file]))
  const found = new Set()
  const follow = (chunk) => {
    if (found.has(chunk)) return
    found.add(chunk)
    for (const path of chunk.imports) follow(chunks.get(path))
  }
  follow(files.find(({ isEntry }) => isEntry))
  return new Set([...found].flatMap(({ modules }) => Object.keys(modules)))
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
