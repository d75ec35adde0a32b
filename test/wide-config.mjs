import { defineConfig } from 'vitest/config'

/** What `npm run test:wide` runs: the tests that install programs of others first. */
export default defineConfig({
  test: {
    name: 'wide',
    include: ['test/end-to-end/frameworks/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
})
