RUNNER

// Behind `.resolves` the subject is the value of the promise.

const html = Promise.resolve('<a data-event-tracking="pull_package"></a>')
export const found: PromiseLike<void> =
  expect(html).resolves.toTriggerInternalEvents('pull_package')
void expect(html).resolves.toHaveValidEventTracking()
void expect(html).resolves.not.toTriggerInternalEvents()
void expect(Promise.resolve(() => {})).resolves.toIncrementUsageMetrics('counts.package_pulls')
// @ts-expect-error a number
void expect(Promise.resolve(5)).resolves.toTriggerInternalEvents('pull_package')
