/** What the fence at the top of the README leaves out. */
import { trackInternalEvent, withBatchedRedisWrites } from 'internal-events-testing'
import { PackageRegistry } from '../../examples/package-registry/src/registry.ts'

export const registry: PackageRegistry = new PackageRegistry({
  trackInternalEvent,
  withBatchedRedisWrites,
})
export const user = { id: 1, name: 'Ada' }
export const project = { id: 2, namespace: { id: 3 } }
export const leftPad = { type: 'npm', name: 'left-pad', kilobytes: 4 } as const
