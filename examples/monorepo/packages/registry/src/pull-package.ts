import type { InternalEventsApi, Project } from 'internal-events-testing'

export function pullPackage(
  { trackInternalEvent }: Pick<InternalEventsApi, 'trackInternalEvent'>,
  project: Project,
  type: string,
): void {
  trackInternalEvent('pull_package', { project, additionalProperties: { label: type } })
}
