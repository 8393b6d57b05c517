const call = 'expect(block).toTriggerInternalEvents("pull_package")'
const nothing = (
  chain,
  count = 'once',
  fields = '',
) => `expect(block).toTriggerInternalEvents("pull_package")${chain}

Expected "pull_package" to be triggered ${count}, but the block triggered no internal events.

Expected: "pull_package" ${count}${fields}
Recorded: nothing

Check that the block reaches the code that tracks, and awaits the work that it starts. .within(ms) waits for later events.`

const html = 'expect(html).toTriggerInternalEvents("click_copy_install_command")'
const button =
  '<button class="btn" data-event-tracking="click_copy_install_command" data-event-label="npm">'

const dropped = `Failed to check ${call}: the test ended without its verdict, since nobody awaited the code that awaits it. Await that function or promise in the test.`

const leftBehind =
  'Await in the block what it starts, or stop it there: a timer, a loop or a worker went on after it. Make what tests share with outsideTests(() => create()).'

const late = `expect(block).not.toTriggerInternalEvents("pull_package")

Late: "pull_package" was triggered some ms after the block ended.

Expected the block not to trigger "pull_package", but it triggered "pull_package" once.

Expected: no "pull_package"
Recorded:
  "pull_package" user 1

${leftBehind}`

/** The whole message of every test that fails, the same for every runner. */
export const expectedMessages = {
  'a canary that comes out':
    'Failed to keep personal data private: the test sent or counted some, in 1 value:\n  "pull_package" se_la: the canary "token", "g…" (26 characters), tracked at acceptance.test:…\nLeave the value out where it is tracked.',
  'personal data': `expect(block).toKeepPrivate()

Expected the block to send and count no personal data, but found some in 1 value.

Sent:
  "pull_package" se_la: an e-mail address, "a…" (15 characters) [email], tracked at acceptance.test:…

Leave the values out, or send an id or a kind in their place. What may be sent is an exception, with a reason: privacy.exceptions in internal-events.config.`,
  'do not fail, where they should':
    'Failing test passed even though it was supposed to fail. Remove `.failing` to remove error.',
  'in a callback of forEach': dropped,
  'in a helper that nobody awaits': dropped,
  'in a Promise.all that nobody awaits': dropped,
  'failing in a callback that drops it': nothing(''),
  'an event of its code, for .not': late,
  'an event of a fake clock, for .not': late,
  'an event of a fake clock that the block turns on, for .not': late,
  'a second one, for once': `${call}

Late: "pull_package" was triggered some ms after the block ended.

Expected "pull_package" to be triggered once, but it was triggered twice.

Expected: "pull_package" once
Recorded: twice
  "pull_package" user 1 (2 times)

${leftBehind}`,
  'a count, for a metric that should stay': `expect(block).not.toIncrementUsageMetrics("counts.package_pulls")

Late: "pull_package" was triggered some ms after the block ended.

Expected "counts.package_pulls" not to move, but it increased by 1, from 0 to 1.

Expected: stay at 0
Recorded: increased by 1, from 0 to 1
It counts:
  pull_package
    once counted
Events that it counts:
  "pull_package" user 1

${leftBehind}`,
  'is given what the worker of an ended test tracks': `Failed to check ${call}: code of the test "[pass] starts a worker", which has ended, tracked "pull_package" while the block was open, so nobody can tell whose event it is. Await that work in its test. Make what tests share (a connection, a worker, a pool) outside of them: outsideTests(() => create()).`,
  'nothing recorded': nothing(
    '.with(…)',
    'once',
    '\n  user {"id": 1}\n  project {"id": 2}\n  namespace {"id": 3}',
  ),
  'another AI context': `${call}.with(…)

Expected "pull_package" to be triggered once with these properties, but it was triggered once, never with them.

Expected: "pull_package" once
  aiContext {"flow_type": "review"}
Recorded, the nearest first:
  "pull_package"
    differs at aiContext.flow_type
      expected: "review"
      recorded: "chat"

Correct the context where the event is tracked, or aiContext.flow_type in .with().`,
  'an AI usage event of another user': `expect(block).toRecordAiUsageEvents("troubleshoot_job").with(…)

Expected "troubleshoot_job" to be recorded once with these fields, but it was never recorded with them.

Expected: "troubleshoot_job" once
  user {"id": 2}
Recorded:
  "troubleshoot_job" user 1, {"job_id": 5, "merge_request_id": null, "pipeline_id": null, "project_id": null}
    differs at user
      expected: {"id": 2}
      recorded: {"id": 1}

Correct user where the event is tracked, or in .with().`,
  'other properties': `${call}.with(…)

Expected "pull_package" to be triggered once with these properties, but it was triggered once, never with them.

Expected: "pull_package" once
  user {"id": 1}
  additionalProperties {"label": "maven"}
Recorded, the nearest first:
  "pull_package" user 1, {"label": "npm"}
    differs at additionalProperties.label
      expected: "maven"
      recorded: "npm"

Correct additionalProperties.label where the event is tracked, or in .with().`,
  'a metric that did not move': `expect(block).toIncrementUsageMetrics("counts.package_pulls_by_guests")

Expected "counts.package_pulls_by_guests" to increase by 1, but it stayed at 0.

Expected: increase by 1
Recorded: stayed at 0
It counts:
  pull_package where property is "guest"
    once not counted: property should be "guest", but was "user"

Pass property: "guest", or expect a metric without this filter.`,
  negated: `expect(block).not.toTriggerInternalEvents("pull_package")

Expected the block not to trigger "pull_package", but it triggered "pull_package" once.

Expected: no "pull_package"
Recorded:
  "pull_package" user 1, project 2, namespace 3

Find the code in the block that tracks it, or expect it with toTriggerInternalEvents.`,
  'a sync block, left alone': nothing('.twice()', 'twice'),
  'a sync block, left alone in a test that goes on': nothing(''),
  'an async block that nobody awaited': `Failed to check ${call}: it is asynchronous and nobody awaited it, so the test ended without its verdict. Write await before expect.`,
  'used as an asymmetric matcher': `Failed to check ${call}: it runs a block and returns a promise, so it cannot be an asymmetric matcher. Write it as an assertion of its own.`,
  'used as a negated asymmetric matcher':
    'Failed to check expect(block).not.toTriggerInternalEvents("pull_package"): it runs a block and returns a promise, so it cannot be an asymmetric matcher. Write it as an assertion of its own.',
  'a concurrent test that leaves a failure alone': nothing(''),
  'HTML with other properties': `${html}.onClick().with(…)

Expected an element that triggers "click_copy_install_command" on click with these properties, but the element that tracks it does not.

Expected: "click_copy_install_command" on click
  additionalProperties {"label": "maven"}
Found, the nearest first:
  ${button}
    differs at additionalProperties.label
      expected: "maven"
      sent:     "npm"

Correct data-event-label of the element, or .with().`,
  'HTML left alone': `${html}.onLoad()

Expected an element that triggers "click_copy_install_command" on load, but the element that tracks it does not.

Expected: "click_copy_install_command" on load
Found, the nearest first:
  ${button}
    differs at data-event-tracking-load
      expected: "true"
      found:    none

Add data-event-tracking-load="true" to the element, or expect it .onClick().`,
  'HTML that tracks': `expect(html).not.toTriggerInternalEvents()

Expected no element to track events, but 1 element does.

Expected: no data-event-tracking
Found:
  ${button}

Remove data-event-tracking, or expect the event with toTriggerInternalEvents.`,
  'HTML whose tracking is not valid': `expect(html).toHaveValidEventTracking()

Expected all event tracking to be valid, but 1 element has problems.

Found:
  ${button.replace('label', 'lable')}
    the front end does not read data-event-lable; did you mean data-event-label?

Correct the attributes where the elements are rendered, or the definitions of the events.`,
}
