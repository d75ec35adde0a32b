import { defineConfig } from 'vitest/config'

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
          exclude: ['test/end-to-end/**', 'test/faults/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/end-to-end/**/*.test.ts', 'test/faults/**/*.test.ts'],
          // Those of wide-config.mjs, which need programs of others.
          exclude: ['test/end-to-end/frameworks/**'],
          fileParallelism: false,
          testTimeout: 120_000,
        },
      },
    ],
  },
})
