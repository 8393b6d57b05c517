import { refuseMissing } from '../foundation/index.ts'

type Failed = { readonly failure: unknown }

// Not a static import, whose failure nobody could tell. The build for CommonJS has
// require-graphql.ts in its place.
export const graphql: typeof import('graphql') = await import('graphql').catch((error) =>
  refuseMissing('graphql', 'internal-events-testing/graphql', error),
)

// The handlers alone need it.
export const msw: typeof import('msw') | Failed = await import('msw').catch((failure) => ({
  failure,
}))
