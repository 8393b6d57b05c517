import type { InternalEventsApi, Project } from 'internal-events-testing'

export function approvePackage(
  { trackInternalEvent }: Pick<InternalEventsApi, 'trackInternalEvent'>,
  project: Project,
  reviewers: readonly string[],
): void {
  trackInternalEvent('approve_package', {
    project,
    additionalProperties: { value: reviewers.length },
  })
}
