import { onTestFinished } from 'vitest'
import { serveCollector } from '../../src/collector/doors/port/index.ts'

/** Serves a collector until the test ends, and returns its URL. */
export async function serve(options: Parameters<typeof serveCollector>[0] = {}): Promise<string> {
  const { url, close } = await serveCollector(options)
  onTestFinished(close)
  return url
}
