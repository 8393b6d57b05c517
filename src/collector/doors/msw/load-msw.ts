import { refuseMissing } from '../../../foundation/index.ts'

// Not a static import, whose failure nobody could tell. The build for CommonJS has require-msw.ts in
// its place.
const [msw, node] = await Promise.all([import('msw'), import('msw/node')]).catch((error) =>
  refuseMissing('msw', 'internal-events-testing/msw', error),
)

export const http: typeof import('msw')['http'] = msw.http
export const setupServer: typeof import('msw/node')['setupServer'] = node.setupServer
