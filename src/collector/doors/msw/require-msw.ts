// Stands for load-msw.ts where modules are CommonJS, which cannot await at top level.
import { refuseMissing } from '../../../foundation/index.ts'

function load(): [typeof import('msw'), typeof import('msw/node')] {
  try {
    return [require('msw'), require('msw/node')]
  } catch (error) {
    return refuseMissing('msw', 'internal-events-testing/msw', error)
  }
}

const [msw, node] = load()

export const http: typeof import('msw')['http'] = msw.http
export const setupServer: typeof import('msw/node')['setupServer'] = node.setupServer
