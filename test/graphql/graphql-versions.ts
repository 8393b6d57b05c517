import { vi } from 'vitest'

type Entry = typeof import('../../src/entries/graphql.ts')

/** The entry point, and the version of graphql that it was loaded with. */
export interface Loaded extends Entry {
  readonly graphql: typeof import('graphql')
}

/** Loads the entry point with a version of graphql. */
export async function loadWith(name: 'graphql' | 'graphql-16'): Promise<Loaded> {
  const graphql: typeof import('graphql') = await import(name)
  vi.resetModules()
  vi.doMock('graphql', () => ({ ...graphql, default: graphql }))
  const entry: Entry = await import('../../src/entries/graphql.ts')
  vi.doUnmock('graphql')
  return { ...entry, graphql }
}

export const VERSIONS = ['graphql', 'graphql-16'] as const
