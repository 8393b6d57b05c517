// Stands for load-matchers.ts where modules are CommonJS, which can be loaded at the first call.
import type { matchers } from './matchers.ts'

/** The object that Jest hands to every CommonJS module. */
declare const jest: { requireActual(name: string): { matchers: typeof matchers } }

export const loadMatchers = (): typeof matchers => jest.requireActual('./matchers.cjs').matchers
