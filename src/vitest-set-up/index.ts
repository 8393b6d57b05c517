export { type OwnMatchers, setUpVitest } from './set-up-vitest.ts'
