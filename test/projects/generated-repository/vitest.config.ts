export default {
  test: {
    include: ['*.fixture.ts'],
    setupFiles: ['../../../src/entries/vitest.ts'],
  },
}
