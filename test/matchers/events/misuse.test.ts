import { expect, test, vi } from 'vitest'
import { misuseOf } from '../misuse-of.ts'
import { unchecked, uncheckedExpect } from '../unchecked.ts'
import { project, pull, user } from './pull-package.ts'

const subject = () => unchecked(expect(() => pull()).toTriggerInternalEvents('pull_package'))

test('refuses no names, names that are not strings, names given twice', () => {
  expect(
    misuseOf(() => uncheckedExpect(expect(() => {})).toTriggerInternalEvents(), 'INVALID_NAMES'),
  ).toBe(
    'Failed to check expect(block).toTriggerInternalEvents(): no event is named. Name the events that you expect. Only the negated form may have no names.',
  )
  expect(
    misuseOf(() => expect(() => {}).toTriggerInternalEvents(3 as never), 'INVALID_NAMES'),
  ).toBe(
    'Failed to check expect(block).toTriggerInternalEvents(3): the name of an event should be a string, but is of type number. Pass names as strings, one by one or in a list.',
  )
  expect(
    misuseOf(() => subject().and.toTriggerInternalEvents(null as never), 'INVALID_NAMES'),
  ).toBe(
    'Failed to check expect(block).toTriggerInternalEvents("pull_package").and.toTriggerInternalEvents(null): the name of an event should be a string, but is null. Pass names as strings, one by one or in a list.',
  )
  expect(
    misuseOf(
      () => expect(() => {}).toTriggerInternalEvents('pull_package', 'pull_package'),
      'INVALID_NAMES',
    ),
  ).toBe(
    'Failed to check expect(block).toTriggerInternalEvents("pull_package", "pull_package"): "pull_package" is named twice. Name it once. Use .twice() to expect two events.',
  )
})

test.each<[string, unknown[], string]>([
  ['a value that JSON does not have', [5n], 'bigint'],
  ['ten arguments', Array(10).fill(5), Array(10).fill('5').join(', ')],
  ['more than ten', Array(12).fill(5), `${Array(10).fill('5').join(', ')}, … and 2 more`],
])('a message shows the arguments: %s', (_name, args, shown) => {
  expect(
    misuseOf(
      () => uncheckedExpect(expect(() => {})).toTriggerInternalEvents(...args),
      'INVALID_NAMES',
    ),
  ).toContain(
    `Failed to check expect(block).toTriggerInternalEvents(${shown}): the name of an event`,
  )
})

test('a message shows an error as an argument', () => {
  const chain = () => subject().and.toThrow(new TypeError('no such package'))
  expect(misuseOf(() => chain().twice())).toBe(
    'Failed to check expect(block).toTriggerInternalEvents("pull_package").and.toThrow(TypeError: no such package): toThrow does not take .twice(). Leave out .twice().',
  )
})

test('names that the catalog does not know are an error and run nothing, negated or not', () => {
  const block = vi.fn()
  for (const assert of [
    () => expect(block).toTriggerInternalEvents('pull_packages'),
    () => expect(block).not.toTriggerInternalEvents('pull_packages'),
    () => expect(block).toNotTriggerInternalEvents('pull_packages'),
  ]) {
    expect(assert).toThrow(
      'Failed to find event "pull_packages": no definition has this action. Did you mean "pull_package"?',
    )
  }
  expect(() => expect(block).toTriggerInternalEvents('import_package_from_ftp')).toThrow(
    'says that it was removed',
  )
  expect(() => expect(block).toTriggerInternalEvents('visit_package_list')).toThrow(
    'has no internal_events: true',
  )
  expect(block).not.toHaveBeenCalled()
})

test.each([
  ['a generator function, which runs nothing when called', function* () {}],
  ['a generator function, which runs nothing when called', async function* () {}],
  ['a generator, which runs nothing before it is iterated', (async function* () {})()],
])('refuses a subject that is %s', (name, value) => {
  const remedy =
    'Iterate it in a function: expect(() => [...run()]), or with for await where it is asynchronous.'
  expect(
    misuseOf(() => expect(value).toTriggerInternalEvents('pull_package'), 'INVALID_SUBJECT'),
  ).toBe(
    `Failed to check expect(subject).toTriggerInternalEvents(): the subject should be a function or rendered HTML, but is ${name}. ${remedy}`,
  )
  expect(misuseOf(() => uncheckedExpect(expect(value)).toChange(() => 1), 'INVALID_SUBJECT')).toBe(
    `Failed to check expect(subject).toChange(): the subject should be a function, but is ${name}. ${remedy}`,
  )
})

test.each([
  ['an array', [1]],
  ['an object', {}],
])('refuses a subject that is %s', (name, value) => {
  expect(
    misuseOf(() => expect(value).toTriggerInternalEvents('pull_package'), 'INVALID_SUBJECT'),
  ).toBe(
    `Failed to check expect(subject).toTriggerInternalEvents(): the subject should be a function or rendered HTML, but is ${name}. Wrap the code that triggers the events: expect(() => run()), or pass an HTML string, a cheerio object, a DOM element, document or fragment, a list of these, or anything with a container or an element (a render result of Testing Library, a wrapper of Vue Test Utils).`,
  )
})

test.each<[string, (...args: never[]) => unknown]>([
  ['a callback', (done: () => void) => done()],
  ['an asynchronous function', async (count: number) => count],
  ['a method', new Set<number>().add],
  ['a parameter before a rest', (_count: number, ..._rest: number[]) => {}],
  ['an optional parameter', (_count?: number) => {}],
  ['a mock of such a function', vi.fn((_count: number) => {})],
])('refuses a function with parameters: %s', (_name, subject) => {
  const message = (matcher: string) =>
    `Failed to check expect(subject).${matcher}(): the subject is a function with parameters, and a block is called without arguments. Call it in a block: expect(() => run(…)).`
  for (const each of [expect(subject).not, expect(subject)]) {
    expect(
      misuseOf(
        () => uncheckedExpect(each).toTriggerInternalEvents('pull_package'),
        'INVALID_SUBJECT',
      ),
    ).toBe(message('toTriggerInternalEvents'))
    expect(misuseOf(() => uncheckedExpect(each).toChange(() => 1), 'INVALID_SUBJECT')).toBe(
      message('toChange'),
    )
  }
})

test.each<[string, (...args: never[]) => unknown]>([
  ['a default', (_count = 1) => {}],
  ['a rest', (..._counts: number[]) => {}],
  ['arguments that are bound', ((_count: number) => {}).bind(undefined, 1)],
  ['a mock', vi.fn()],
])('takes a function that needs no argument: %s', async (_name, subject) => {
  await uncheckedExpect(expect(subject)).toNotTriggerInternalEvents()
})

test.each<[string, (chain: ReturnType<typeof subject>) => unknown, string, string, string?]>([
  [
    '.times(-1)',
    (chain) => chain.times(-1),
    '.times(-1) is not a valid count',
    'Give a whole number from 0 on.',
  ],
  [
    '.times(1.5)',
    (chain) => chain.times(1.5),
    '.times(1.5) is not a valid count',
    'Give a whole number from 0 on.',
  ],
  [
    '.atLeast(NaN)',
    (chain) => chain.atLeast(Number.NaN),
    '.atLeast(NaN) is not a valid count',
    'Give a whole number from 1 on.',
  ],
  [
    '.atLeast(0)',
    (chain) => chain.atLeast(0),
    '.atLeast(0) does not say that the event happens',
    'Use .never() or .atMost(n), or give a count above 0.',
  ],
  [
    '.exactly("2")',
    (chain) => chain.exactly('2' as never),
    '.exactly("2") is not a valid count',
    'Give a whole number from 0 on.',
  ],
  [
    '.once().twice()',
    (chain) => chain.once().twice(),
    '.twice() contradicts the count before it',
    'Say once how often the event is expected.',
    '.once()',
  ],
  [
    '.atMost(2).times(2)',
    (chain) => chain.atMost(2).times(2),
    '.times() contradicts the count before it',
    'Say once how often the event is expected.',
    '.atMost(2)',
  ],
  [
    '.atLeast(1).atLeast(2)',
    (chain) => chain.atLeast(1).atLeast(2),
    '.atLeast() contradicts the count before it',
    'Say once how often the event is expected.',
    '.atLeast(1)',
  ],
  [
    '.atLeast(3).atMost(2)',
    (chain) => chain.atLeast(3).atMost(2),
    'no count is at least 3 and at most 2',
    'Swap the two.',
    '.atLeast(3)',
  ],
  [
    '.with() twice',
    (chain) => chain.with({ user }).with({ project }),
    '.with() was given twice',
    'Put all fields into one .with().',
    '.with(…)',
  ],
  [
    '.within() twice',
    (chain) => chain.within(5).within(9),
    '.within() was given twice',
    'Say it once.',
    '.within(5)',
  ],
  ['.once(2)', (chain) => chain.once(2), '.once() takes no argument', 'Leave it out.'],
  [
    'a second argument of .with()',
    (chain) => chain.with({ user }, { project }),
    '.with() takes one argument',
    'Put all fields into one .with().',
  ],
  [
    '.times(1, 2)',
    (chain) => chain.times(1, 2),
    '.times() takes one argument',
    'Leave out the others.',
  ],
  [
    '.within(0)',
    (chain) => chain.within(0),
    '.within(0) is not a valid time',
    'Give a number of milliseconds above 0.',
  ],
])('refuses %s', (_name, chain, cause, remedy, said = '') => {
  expect(misuseOf(() => chain(subject()))).toBe(
    `Failed to check expect(block).toTriggerInternalEvents("pull_package")${said}: ${cause}. ${remedy}`,
  )
})

test.each<[string, unknown, string, string]>([
  [
    'nothing',
    undefined,
    'it takes an object of fields',
    'Pass an object with some of: user, project, namespace, category, featureEnabledByNamespaceIds, additionalProperties, standardContext, aiContext, contexts.',
  ],
  [
    'an asymmetric matcher',
    expect.anything(),
    'it takes an object of fields',
    'Pass an object with some of: user, project, namespace, category, featureEnabledByNamespaceIds, additionalProperties, standardContext, aiContext, contexts.',
  ],
  [
    'a field that it does not know',
    { label: 'npm' },
    'unknown field "label"',
    'Fields are user, project, namespace, category, featureEnabledByNamespaceIds, additionalProperties, standardContext, aiContext, contexts; other properties go under additionalProperties.',
  ],
  [
    'an id instead of a user',
    { user: 1 },
    'user should be an object with an id (a string or a number)',
    'Pass the user that is tracked, or expect.anything().',
  ],
  [
    'additional properties that are none',
    { additionalProperties: 'npm' },
    'additionalProperties should be an object',
    'Pass the properties that you expect, {} for none.',
  ],
])('refuses .with() given %s', (_name, argument, cause, remedy) => {
  expect(misuseOf(() => subject().with(argument as never), 'INVALID_EXPECTATION')).toBe(
    `Failed to check expect(block).toTriggerInternalEvents("pull_package").with(…): ${cause}. ${remedy}`,
  )
})

test('refuses a chain after a negation', () => {
  const negated = unchecked(expect(() => {}).not.toTriggerInternalEvents('pull_package'))
  expect(misuseOf(() => negated.times(2))).toBe(
    'Failed to check expect(block).not.toTriggerInternalEvents("pull_package"): the negated form does not take .times(). State the positive claim with its chain instead.',
  )
  const other = unchecked(expect(() => {}).toNotTriggerInternalEvents('pull_package'))
  expect(misuseOf(() => other.with({ user }))).toBe(
    'Failed to check expect(block).toNotTriggerInternalEvents("pull_package"): the negated form does not take .with(). Write toTriggerInternalEvents(…).with(…).never().',
  )
  const still = unchecked(expect(() => {}).not.toIncrementUsageMetrics('counts.package_pulls'))
  expect(misuseOf(() => still.within(5))).toBe(
    'Failed to check expect(block).not.toIncrementUsageMetrics("counts.package_pulls"): the negated form does not take .within(). State the positive claim with its chain instead.',
  )
  expect(misuseOf(() => negated.within(5))).toBe(
    'Failed to check expect(block).not.toTriggerInternalEvents("pull_package"): the negated form does not take .within(). Write toTriggerInternalEvents(…).within(…).never().',
  )
  expect(
    misuseOf(() => unchecked(expect(() => {}).not.toTriggerInternalEvents('pull_package')).and),
  ).toBe(
    'Failed to check expect(block).not.toTriggerInternalEvents("pull_package"): after .not, .and does not say which claims are negated. Use toNotTriggerInternalEvents, toNotIncrementUsageMetrics, toNotRecordAiUsageEvents or toNotChange, which can be joined.',
  )
  expect(
    misuseOf(() =>
      uncheckedExpect(expect(() => {}).not).toNotTriggerInternalEvents('pull_package'),
    ),
  ).toBe(
    'Failed to check expect(block).not.toNotTriggerInternalEvents("pull_package"): it is negated twice. Leave out .not, or use the positive matcher.',
  )
})

test('refuses a chain method of another matcher', () => {
  const chain = subject() as unknown as { by(step: number): unknown }
  expect(misuseOf(() => chain.by(1))).toBe(
    'Failed to check expect(block).toTriggerInternalEvents("pull_package"): toTriggerInternalEvents does not take .by(). It takes .once(), .twice(), .thrice(), .never(), .times(), .exactly(), .atLeast(), .atMost(), .with(), .within(), .inOrder().',
  )
})

test('refuses a chain after the verdict has fallen', async () => {
  const assertion = subject()
  await assertion
  expect(misuseOf(() => assertion.times(1))).toBe(
    'Failed to check expect(block).toTriggerInternalEvents("pull_package"): .times() was called after the verdict had fallen. Chain on the same line, before await.',
  )
  expect(misuseOf(() => assertion.and)).toBe(
    'Failed to check expect(block).toTriggerInternalEvents("pull_package"): .and was called after the verdict had fallen. Chain on the same line, before await.',
  )
  const derived = assertion.then(() => {})
  for (const [word, write] of [
    ['.times()', () => (derived as typeof assertion).times(1)],
    ['.and', () => (derived as typeof assertion).and],
  ] as const) {
    expect(misuseOf(write)).toBe(
      `Failed to check expect(block): ${word} was called on a promise that was derived with then(). Chain on what the matcher returns.`,
    )
  }
})
