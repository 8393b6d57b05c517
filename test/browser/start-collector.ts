import type { TestProject } from 'vitest/node'
import { startCollector } from '../../src/entries/collector.ts'

declare module 'vitest' {
  interface ProvidedContext {
    collectorUrl: string
  }
}

/** Starts a collector beside the browser, which cannot listen on a port itself. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, close } = await startCollector()
  project.provide('collectorUrl', url)
  return close
}
