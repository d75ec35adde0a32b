import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

export default {
  distDir: 'dist',
  turbopack: { root },
  outputFileTracingRoot: root,
  // Two cores, and seven pages.
  experimental: { cpus: 1 },
}
