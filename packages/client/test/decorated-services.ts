/** Services with decorators, which only a compiler of TypeScript reads; a test compiles and runs them. */
import { serviceTracking } from '../src/entries/services.ts'

export const tracked: unknown[] = []

interface PullResult {
  readonly status: 'success' | 'error'
  readonly payload: { readonly type: string }
}

const trackInternalEvent = serviceTracking({
  trackInternalEvent: (name, { category, user, additionalProperties }) =>
    void tracked.push([name, category, user, additionalProperties]),
})

@trackInternalEvent('pull_package', {
  on: 'success',
  conditions: (service: PullPackageService) => service.currentUser.id === 1,
  additionalProperties: ({ payload }: PullResult) => ({ label: payload.type }),
})
@trackInternalEvent('fail_to_pull_package', { on: 'error' })
export class PullPackageService {
  readonly currentUser: { readonly id: number } = { id: 1 }

  async execute(type: string): Promise<PullResult> {
    return { status: type === 'npm' ? 'success' : 'error', payload: { type } }
  }
}

export class PushPackageService {
  readonly #size: number

  constructor(size: number) {
    this.#size = size
  }

  @trackInternalEvent('push_package', {
    additionalProperties: (result: number) => ({ value: result }),
  })
  execute(): number {
    return this.#size
  }
}
