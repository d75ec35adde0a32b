import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { appFolder } from './apps.ts'

/** The least app around a snippet of docs/sites.md. */
export interface SnippetApp {
  /** Heading of its section. */
  heading: string
  /** Files beside the snippet's own, by their path. */
  files: Record<string, string>
  /** A package's program, and what it is told. */
  build: [program: string, ...args: string[]]
  /** Folder of what it builds. */
  out: string
}

const NAV = '<a href="/about">About</a> <button data-track="Like">Like</button>'
/** Pages that are followed without a load. */
const PUSHED = `history.pushState(0, '', '/about'); document.title = 'About'`
const VITE: SnippetApp['build'] = ['vite/bin/vite.js', 'build']
const html = (main: string, id: string) => `<!doctype html><html lang="en">
<head><title>Home</title><link rel="icon" href="data:,"></head>
<body><div id="${id}"></div><script type="module" src="${main}"></script></body></html>`

const REACT: SnippetApp = {
  heading: 'React, with Vite',
  files: {
    'index.html': html('/src/main.jsx', 'root'),
    'src/app.jsx': `export const App = () => <main>
  <a href="/about" onClick={(event) => { event.preventDefault(); ${PUSHED} }}>About</a>
  <button data-track="Like">Like</button>
</main>`,
  },
  build: VITE,
  out: 'dist',
}

const VUE: SnippetApp = {
  heading: 'Vue, with Vite',
  files: {
    'index.html': html('/src/main.js', 'app'),
    'vite.config.js': `import vue from '@vitejs/plugin-vue'\nexport default { plugins: [vue()] }`,
    'src/app.vue': `<script setup>
const go = () => { ${PUSHED} }
</script>
<template><a href="/about" @click.prevent="go">About</a> <button data-track="Like">Like</button></template>`,
  },
  build: VITE,
  out: 'dist',
}

const page = (title: string, body: string) => `export const metadata = { title: '${title}' }
export default function Page() { return <main>${body}</main> }`

const NEXT: SnippetApp = {
  heading: 'Next',
  files: {
    'next.config.js': readFileSync(join(appFolder('next'), 'next.config.js'), 'utf8')
      .replace("'..'", "'../../..'")
      .replace("distDir: 'dist',", "distDir: 'out', output: 'export',"),
    'app/layout.jsx': `export default function Layout({ children }) {
  return <html lang="en"><head><link rel="icon" href="data:," /></head><body>{children}</body></html>
}`,
    'app/page.jsx': `import Link from 'next/link'\n${page('Home', '<Link href="/about">About</Link> <button type="button" data-track="Like">Like</button>')}`,
    'app/about/page.jsx': page('About', '<h1>About</h1>'),
  },
  build: ['next/dist/bin/next', 'build'],
  out: 'out',
}

const NUXT: SnippetApp = {
  heading: 'Nuxt',
  files: {
    'nuxt.config.js': `export default defineNuxtConfig({ telemetry: false, compatibilityDate: '2026-01-01' })`,
    'app/app.vue': `<template><NuxtPage /></template>`,
    'app/pages/index.vue': `<script setup>useHead({ title: 'Home', link: [{ rel: 'icon', href: 'data:,' }] })</script>
<template><main><NuxtLink to="/about">About</NuxtLink> <button data-track="Like">Like</button></main></template>`,
    'app/pages/about.vue': `<script setup>useHead({ title: 'About', link: [{ rel: 'icon', href: 'data:,' }] })</script>
<template><h1>About</h1></template>`,
  },
  build: ['nuxt/bin/nuxt.mjs', 'generate'],
  out: '.output/public',
}

const SVELTEKIT: SnippetApp = {
  heading: 'SvelteKit',
  files: {
    'svelte.config.js': readFileSync(join(appFolder('sveltekit'), 'svelte.config.js'), 'utf8'),
    'vite.config.js': readFileSync(join(appFolder('sveltekit'), 'vite.config.js'), 'utf8'),
    'src/app.html': `<!doctype html><html lang="en"><head><link rel="icon" href="data:,">%sveltekit.head%</head>
<body><div>%sveltekit.body%</div></body></html>`,
    'src/routes/+layout.js': 'export const prerender = true',
    'src/routes/+page.svelte': `<svelte:head><title>Home</title></svelte:head>${NAV}`,
    'src/routes/about/+page.svelte':
      '<svelte:head><title>About</title></svelte:head><h1>About</h1>',
  },
  build: VITE,
  out: 'dist',
}

const ASTRO: SnippetApp = {
  heading: 'Astro',
  files: {
    'astro.config.js': `export default { build: { format: 'file' }, devToolbar: { enabled: false } }`,
    'src/pages/index.astro': `---
import Layout from '../layouts/layout.astro'
---
<Layout>${NAV}</Layout><title>Home</title><link rel="icon" href="data:,">`,
    'src/pages/about.astro': `---
import Layout from '../layouts/layout.astro'
---
<Layout><h1>About</h1></Layout><title>About</title><link rel="icon" href="data:,">`,
  },
  build: ['astro/astro.js', 'build'],
  out: 'dist',
}

/** Puts the package where the apps find it, as an install does. */
export function installPackage(): void {
  const to = join(appFolder('dist/snippets'), 'node_modules/@tributary/browser')
  rmSync(to, { recursive: true, force: true })
  for (const part of ['package.json', 'dist'])
    cpSync(join('packages/browser', part), join(to, part), { recursive: true })
}

export const SNIPPET_APPS = [REACT, VUE, NEXT, NUXT, SVELTEKIT, ASTRO]

/** Writes an app with its snippet, of a collector and a site; answers its folder, as `built` takes it. */
export function writeApp({ heading, files }: SnippetApp, collector: string, site: string): string {
  const name = heading.toLowerCase().replace(/\W+/g, '-')
  const app = `dist/snippets/${name}`
  rmSync(appFolder(app), { recursive: true, force: true })
  const { path, code } = snippetOf(heading)
  const told = code
    .replace('https://growth.example.com', collector)
    .replace("'example.com'", `'${site}'`)
  const all = { 'package.json': '{"type":"module","private":true}', ...files, [path]: told }
  for (const [file, text] of Object.entries(all)) {
    const to = join(appFolder(app), file)
    mkdirSync(dirname(to), { recursive: true })
    writeFileSync(to, text)
  }
  return app
}

/** The first block of a section, and the path that its first comment names. */
function snippetOf(heading: string): { path: string; code: string } {
  const docs = readFileSync('docs/sites.md', 'utf8')
  const [, section = ''] = docs.split(`\n## ${heading}\n`)
  const [, code = ''] = /```\w+\n([\s\S]*?)```/.exec(section) ?? []
  const [, path = ''] = /^\/\/ (\S+)$/m.exec(code) ?? []
  if (path === '') throw new Error(`docs/sites.md has no snippet of a file under "${heading}"`)
  return { path, code }
}
