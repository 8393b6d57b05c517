import { vi } from 'vitest'

type Graphql = typeof import('graphql')
type Entry = typeof import('../../src/entries/graphql.ts')

const PACKAGES = {
  graphql: (): Promise<Graphql> => import('graphql'),
  'graphql-16': async (): Promise<Graphql> => (await import('graphql-16')) as unknown as Graphql,
} as const

/** The names under which both versions are installed. */
export const VERSIONS: readonly (keyof typeof PACKAGES)[] = ['graphql', 'graphql-16']

/** Loads the entry point with a version of graphql. */
export async function loadWith(
  name: keyof typeof PACKAGES,
): Promise<Entry & { readonly graphql: Graphql }> {
  const graphql = await PACKAGES[name]()
  vi.resetModules()
  vi.doMock('graphql', () => ({ ...graphql }))
  const entry: Entry = await import('../../src/entries/graphql.ts')
  vi.doUnmock('graphql')
  // The next file of this worker must not find the entry point with that version.
  vi.resetModules()
  return { ...entry, graphql }
}
