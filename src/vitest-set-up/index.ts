export { setUpVitest } from './set-up-vitest.ts'
