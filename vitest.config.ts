import { defineConfig } from 'vitest/config'

/** Files that put something else in the place of a module, and so must have the modules to themselves. */
const MOCKING = ['test/unit/store/durable-file.test.ts']

/** All others share the modules that a worker has loaded: loading them for each file took a fifth of the whole time. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: ['node_modules/**', ...MOCKING],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'mocking', include: MOCKING } },
    ],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    setupFiles: ['test/setup.ts'],
  },
})
