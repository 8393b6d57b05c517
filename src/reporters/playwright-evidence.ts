import type { TestEvidence } from '../fakes/index.ts'

/** The data that the fixture of Playwright attaches to a test. */
export interface ToldByFixture {
  readonly evidence?: TestEvidence | undefined
  readonly shard: { readonly current: number; readonly total: number } | null
}
