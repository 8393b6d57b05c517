// Stands for load-graphql.ts where modules are CommonJS, which cannot await at top level.
import { refuseMissing } from '../foundation/index.ts'

type Failed = { readonly failure: unknown }

function loadGraphql(): typeof import('graphql') {
  try {
    return require('graphql')
  } catch (error) {
    return refuseMissing('graphql', 'internal-events-testing/graphql', error)
  }
}

function loadMsw(): typeof import('msw') | Failed {
  try {
    return require('msw')
  } catch (failure) {
    return { failure }
  }
}

export const graphql: typeof import('graphql') = loadGraphql()
export const msw: typeof import('msw') | Failed = loadMsw()
