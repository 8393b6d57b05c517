import { readFileSync } from 'node:fs'
import { buildStructEvent } from '@snowplow/node-tracker'
import { expect, test } from 'vitest'
import { fakes, trackInternalEvent } from '../../../src/entries/index.ts'
import {
  contractIn,
  failure,
  thrown,
  withContracts,
  withGitlabContracts,
} from './with-contracts.ts'

const pull = () => trackInternalEvent('pull_package', { user: { id: 1 } })
const readingOf = (text: string, options?: { variant?: string }) => {
  const folder = withContracts({ bad: text })
  return thrown(folder, () => expect(pull).toMatchTrackingJourney('bad', options))
}
const FAILED = 'INVALID_CONTRACT: Failed to read the contract <contracts>/bad.yml:'

test.each([
  ['events:\n- action: a\n  lable: x\n', '3: unknown key "lable". Did you mean label?'],
  ['event:\n- action: a\n', '1: unknown key "event". Did you mean events?'],
  [
    'events:\n- action: a\n- action: b\n  label: 5\n',
    '4: label should be a text, but is 5. Quote it.',
  ],
  ['events:\n- action: yes\n', '2: action should be a text, but is true. Quote it.'],
  ['events: 5\n', '1: events should be a list, but is 5. Correct it.'],
  ['events:\n- pull\n', '2: item 1 of events should be a mapping, but is "pull". Correct it.'],
  ['events: []\n', '1: it declares no events. List at least one under events.'],
  ['description: none\n', '1: it declares no events. List at least one under events.'],
  ['', '1: the file should be a mapping, but is empty. Write a mapping with events.'],
  [
    'events:\n- action: a\n  user: 5\n',
    '3: user should be a label such as user#1. The same label stands for the same user, another one for another.',
  ],
  [
    'events:\n- action: a\n  count: 0\n',
    '3: count should be a whole number above 0, but is 0. Correct it.',
  ],
  ['events:\n- count: 2\n', '2: the event has no field. Name its action.'],
  [
    'ordered: 1\nevents:\n- action: a\n',
    '1: ordered should be true or false, but is 1. Correct it.',
  ],
  ['events:\n- action: a\nmetrics:\n  x: y\n', '4: x should be a number, but is "y". Correct it.'],
  [
    'events:\n- unordered:\n  - action: a\n',
    '2: a group without an order says something only where the other events have one. Add ordered: true, or list its events as the others.',
  ],
  [
    'events:\n- event_type: pv\n',
    '2: journeys have structured events alone. Write event_type: se, or leave the event out.',
  ],
  [
    'events:\n- action: a\nvariants: [control, candidate]\n',
    '3: variants should be a mapping, but is a list. Write each variant as a key, without a dash: control: and candidate:, with events of its own below, or nothing where it has the shared ones alone.',
  ],
  [
    'events:\n- action: a\n  action: b\n',
    '3: the key is repeated, so that the other one would claim nothing. Remove one of them.',
  ],
  [
    'events:\n- action: filter_package_list\n  properties: { visibilty: null }\n',
    '2: "filter_package_list" does not declare the property "visibilty". Did you mean "visibility"?',
  ],
  [
    'events:\n- action: pull_package\n- action: filter_package_list\n  properties: { colour: null }\n',
    '3: "filter_package_list" does not declare the property "colour". Leave it out.',
  ],
  [
    'events:\n- action: filter_package_list\n  properties: { label: null }\n',
    '2: label is a field of its own, and never among the properties. Write label: beside action.',
  ],
  [
    'events:\n- category: Packages\n  properties: { value: 5 }\n',
    '2: value is a field of its own, and never among the properties. Write value: beside action.',
  ],
  [
    'events:\n- category: Packages\n  properties: { visibility: null }\n',
    '2: the event has no action, so that any may be the one without the property "visibility". Name its action.',
  ],
  ...[
    'gitlab_standard_context',
    'GITLAB_STANDARD',
    'gitlabStandard',
    'com.gitlab/gitlab_standard',
    'iglu:com.gitlab/gitlab_standard/jsonschema/1-0-0',
  ].map((name): [string, string] => [
    `events:\n- contexts: { '${name}': null }\n`,
    `2: no context has the name "${name}". Did you mean "gitlab_standard"?`,
  ]),
  [
    'events:\n- contexts: { com.acme/own: null }\n',
    '2: no context has the name "com.acme/own". Leave it out.',
  ],
  [
    'events:\n- contexts: { gitlab_standard: { plann: null } }\n',
    '2: no version of gitlab_standard has the field "plann". Did you mean "plan"?',
  ],
  [
    'events:\n- contexts: { gitlab_standrd: null }\n',
    '2: no context has the name "gitlab_standrd". Did you mean "gitlab_standard"?',
  ],
  [
    'a: &a {}\nevents:\n- *a\n',
    '3: the file has an alias, which GitLab does not load. Write the value out in both places.',
  ],
])('a contract that says what none can say is an error with its line: %j', (text, message) => {
  expect(readingOf(text)).toBe(FAILED + message)
})

test.each([
  'action: not_defined\n  properties: { anything: null }',
  'action: pull_package\n  contexts: { own: { anything: null }, ours: null, openai_context: null }',
  'action: pull_package\n  contexts: { gitlab_standard: { added_by_a_service: 1 } }',
])('a name that may be somebody else’s is compared: %j', async (entry) => {
  const folder = withContracts({ free: `events:\n- ${entry}\n` })
  expect(await failure(folder, () => expect(pull).toMatchTrackingJourney('free'))).toContain(
    'Expected the block to follow the journey "free"',
  )
})

/** Sends an event with the context of an experiment. */
function sendOf(experiment: string, variant: string, action: string): void {
  const data = { experiment, key: 'abc', variant }
  const event = buildStructEvent({ category: 'root:index', action, label: 'npm' })
  fakes.tracker.track(event, [
    { schema: 'iglu:com.gitlab/gitlab_experiment/jsonschema/1-0-0', data },
  ])
}

test.each([
  [
    'action: filter_package_list\n  properties: { visibilty: public }',
    '"filter_package_list" does not declare the property "visibilty". Did you mean "visibility"?',
  ],
  [
    'category: Packages\n  properties: { visibilty: public }',
    'no event declares the property "visibilty". Did you mean "visibility"?',
  ],
  [
    'contexts: { gitlab_standard: { plann: free } }',
    'no version of gitlab_standard has the field "plann". Did you mean "plan"?',
  ],
])('a misspelt name is an error where no event has it: %j', async (entry, message) => {
  const folder = withContracts({ bad: `events:\n- ${entry}\n` })
  expect(await failure(folder, () => expect(pull).toMatchTrackingJourney('bad'))).toBe(
    `Failed to read the contract <contracts>/bad.yml:2: ${message}`,
  )
})

test('an update corrects a misspelt name', async () => {
  withContracts(
    { bad: 'events:\n- action: pull_package\n  properties: { lable: npm, hots: x }\n' },
    'all',
  )
  await expect(pull).toMatchTrackingJourney('bad')
})

const EXPERIMENT = `---
experiment: whats_new
variants:
  candidate:
    events:
    - action: pull_package
  control:
    events:
    - action: push_package
`

test('the variant has to be one of the contract', () => {
  const variantOf = (text: string, variant?: string) =>
    readingOf(text, variant === undefined ? undefined : { variant })
  const failed =
    'UNKNOWN_VARIANT: Failed to find the variant of journey "bad" in <contracts>/bad.yml: it'
  expect(variantOf(EXPERIMENT)).toBe(
    `${failed} declares the variants "candidate", "control", and none is asked for. Pass one: { variant: "candidate" }.`,
  )
  expect(variantOf(EXPERIMENT, 'other')).toBe(
    `${failed} has no variant "other". Variants are "candidate", "control".`,
  )
  expect(variantOf('events:\n- action: a\n', 'candidate')).toBe(
    `${failed} declares no variants. Leave out { variant: "candidate" }.`,
  )
})

test('a variant with nothing of its own has the events of all', async () => {
  const [, text = ''] = /^```yaml\n# tracking-journeys\/copy_button\.yml\n(.*?)^```$/ms.exec(
    readFileSync('docs/journeys.md', 'utf8'),
  ) as RegExpExecArray
  const folder = withContracts({ copy_button: text })
  const claim = (variant: string, ...actions: string[]) =>
    expect(() => {
      for (const action of actions) sendOf('copy_button', variant, action)
    }).toMatchTrackingJourney('copy_button', { variant })
  await claim('control', 'click_copy_install_command')
  await claim('candidate', 'click_copy_install_command', 'pull_package')
  expect(
    await failure(folder, () => claim('candidate', 'pull_package', 'click_copy_install_command')),
  ).toContain('Too early: "pull_package", label "npm"')
  expect(await failure(folder, () => claim('control', 'pull_package'))).toContain(
    'Missing: "click_copy_install_command" (<contracts>/copy_button.yml:5)',
  )
})

test('a variant without events, of its own or of all, is an error', () => {
  expect(
    readingOf('variants:\n  candidate:\n    events:\n    - action: a\n  control:\n', {
      variant: 'control',
    }),
  ).toBe(`${FAILED}5: it declares no events. List at least one under events.`)
})

test('an update leaves the events of another variant alone', async () => {
  const contract =
    'experiment: trial\nevents:\n- action: pull_package\nvariants:\n  control:\n  candidate:\n    events:\n    - action: push_package\n'
  const folder = withContracts({ trial: contract }, 'all')
  expect(
    await failure(folder, () =>
      expect(() => sendOf('trial', 'control', 'delete_package')).toMatchTrackingJourney('trial', {
        variant: 'control',
      }),
    ),
  ).toBe(
    'Failed to record journey "trial": <contracts>/trial.yml writes its events in a way that only a person can correct. Correct them there, or remove the file to have it recorded anew.',
  )
  expect(contractIn(folder, 'trial')).toBe(contract)
})

test('a variant that is not asked for may be empty', async () => {
  const folder = withContracts({
    trial: 'variants:\n  control:\n  candidate:\n    events:\n    - action: pull_package\n',
  })
  const claim = (variant: string) => expect(pull).toMatchTrackingJourney('trial', { variant })
  await claim('candidate')
  expect(thrown(folder, () => claim('control'))).toBe(
    'INVALID_CONTRACT: Failed to read the contract <contracts>/trial.yml:2: it declares no events. List at least one under events.',
  )
})

test('in the folder of GitLab a key that Ruby does not read is another tool’s, unless it is misspelt', async () => {
  const own = 'feature_category: onboarding\nevents:\n- action: pull_package\n'
  const arm =
    'variants:\n  candidate:\n    note: the new page\n    events:\n    - action: pull_package\n'
  withGitlabContracts({
    own,
    arm,
    near: 'descripton: x\nevents:\n- action: pull_package\n',
    nearArm: arm.replace('note', 'metric'),
    entry: 'events:\n- action: pull_package\n  note: x\n',
  })
  const options = { variant: 'candidate' }
  await expect(pull).toMatchTrackingJourney('own')
  await expect(pull).toMatchTrackingJourney('arm', options)
  const reading = (name: string, given?: { variant: string }) =>
    thrown('spec/fixtures/snowplow_tracking_journeys', () =>
      expect(pull).toMatchTrackingJourney(name, given),
    )
  const failed = 'INVALID_CONTRACT: Failed to read the contract <contracts>/'
  expect(reading('near')).toBe(
    `${failed}near.yml:1: unknown key "descripton". Did you mean description?`,
  )
  expect(reading('nearArm', options)).toBe(
    `${failed}nearArm.yml:3: unknown key "metric". Did you mean metrics?`,
  )
  expect(reading('entry')).toBe(
    `${failed}entry.yml:3: unknown key "note". Keys are event_type, category, action, label, property, platform, experiment_context, value, properties, user, project, namespace, contexts, count.`,
  )
  expect(readingOf(own)).toBe(
    `${FAILED}1: unknown key "feature_category". Keys are description, experiment, variants, events, ordered, exact, metrics.`,
  )
})

test('each event of an experiment carries its context, for the variant', async () => {
  const folder = withContracts({ trial: EXPERIMENT })
  const send = (variant: string) => sendOf('whats_new', variant, 'pull_package')
  const claim = (block: () => unknown) =>
    expect(block).toMatchTrackingJourney('trial', { variant: 'candidate' })
  await claim(() => send('candidate'))
  expect(await failure(folder, () => claim(() => send('control')))).toContain(
    'differs at experiment_context.variant\n      expected: "candidate"\n      recorded: "control"',
  )
  expect(await failure(folder, () => claim(pull))).toContain('differs at experiment_context\n')
})

test('a name that no contract has is an error, with the nearest one', () => {
  const folder = withContracts({ 'group/checkout': 'events:\n- action: a\n' })
  const opening = (name: unknown) =>
    thrown(folder, () => expect(pull).toMatchTrackingJourney(name as string))
  expect(opening('group/chekout')).toBe(
    'UNKNOWN_JOURNEY: Failed to find journey "group/chekout": there is no group/chekout.yml in <contracts>, and this run records no contracts. Did you mean "group/checkout"? If not, record it locally, where the runner writes new snapshots (node:test: with --test-update-snapshots, which Node.js has from 22.3 on), and commit the file.',
  )
  expect(opening('sign_up')).toBe(
    'UNKNOWN_JOURNEY: Failed to find journey "sign_up": there is no sign_up.yml in <contracts>, and this run records no contracts. Record it locally, where the runner writes new snapshots (node:test: with --test-update-snapshots, which Node.js has from 22.3 on), and commit the file.',
  )
  for (const name of ['../x', '/etc/passwd', 'a\\b', 'a.yml', 'a\u0000', '.x']) {
    expect(opening(name)).toMatch(/^INVALID_JOURNEY: .*no contract can have this name/)
  }
  expect(opening('über/日本')).toMatch(/^UNKNOWN_JOURNEY/)
  expect(opening('')).toMatch(/^INVALID_NAMES: .*the name of the journey is empty/)
  expect(opening(7)).toMatch(/^INVALID_NAMES: .*the name of the journey is 7/)
})

test('other arguments and the negated form are refused', () => {
  const folder = withContracts({ pulls: 'events:\n- action: pull_package\n' })
  expect(
    thrown(folder, () => expect(pull).toMatchTrackingJourney('pulls', { varient: 'x' } as never)),
  ).toBe(
    'INVALID_CHAIN: Failed to check expect(block).toMatchTrackingJourney("pulls", {"varient":"x"}): unknown option "varient". Did you mean "variant"?',
  )
  expect(thrown(folder, () => expect(pull).not.toMatchTrackingJourney('pulls'))).toBe(
    'INVALID_CHAIN: Failed to check expect(block).not.toMatchTrackingJourney("pulls"): a journey that is not as its contract says may be anything. Deny the events that must not happen: .not.toTriggerInternalEvents(…).',
  )
  expect(
    thrown(folder, () => expect('<a>' as unknown as () => void).toMatchTrackingJourney('pulls')),
  ).toMatch(/^INVALID_SUBJECT/)
})
