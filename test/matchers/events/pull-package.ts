import { trackInternalEvent } from '../../../src/entries/index.ts'

export const user = { id: 1, name: 'Ada' }
export const project = { id: 2, namespace: { id: 3 } }

export function pull(options: Parameters<typeof trackInternalEvent>[1] = { user, project }): void {
  trackInternalEvent('pull_package', options)
}

export function pullTwice(): void {
  pull()
  pull()
}
