export default {
  test: { include: ['*.fixture.ts'], setupFiles: ['../../../src/vitest.ts'], testTimeout: 300 },
}
