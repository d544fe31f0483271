import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['dipper:source'] },
  ssr: { resolve: { conditions: ['dipper:source'], externalConditions: ['dipper:source'] } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'apps/*/test/**/*.test.ts', 'conformance/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'threads',
    maxWorkers: 2,
  },
})
