RUNNER

// Before `.resolves`, Jest calls a function, and its subject is what that resolves to.

const html = async () => '<a data-event-tracking="pull_package"></a>'
void expect(html).resolves.toTriggerInternalEvents('pull_package')
void expect(html).resolves.not.toTriggerInternalEvents()
void expect(async () => () => {}).resolves.toIncrementUsageMetrics('counts.package_pulls')
export function found<T>(render: () => Promise<T>): PromiseLike<void> {
  return expect(render).resolves.toTriggerInternalEvents('pull_package')
}

declare function problemOf<Problem>(matcher: (this: Problem, ...args: never[]) => unknown): Problem
export const problem: 'expect() should be given the function itself: leave out .resolves' =
  problemOf(expect(async () => {}).resolves.toTriggerInternalEvents)
// @ts-expect-error a block
void expect(async () => {}).resolves.toTriggerInternalEvents('pull_package')
