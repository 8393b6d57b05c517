import { matchers } from './matchers.ts'

// The build for CommonJS has require-matchers.ts in its place.
export const loadMatchers = (): typeof matchers => matchers
