import type { TestEvidence } from '../fakes/index.ts'

/** What the fixture of Playwright attaches to a test. */
export interface ToldByFixture {
  readonly evidence?: TestEvidence | undefined
  readonly shard: { readonly current: number; readonly total: number } | null
}
