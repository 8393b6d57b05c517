import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import {
  fakes,
  InternalEvents,
  privacyCanary,
  resetFakes,
  setInstanceContext,
  setPageContext,
  trackInternalEvent,
} from '../../../src/entries/index.ts'
import { beginTest, currentRun, framesOf, runToEnd } from '../../../src/fakes/index.ts'
import { messageOf as wholeMessageOf } from '../message-of.ts'
import { misuseOf } from '../misuse-of.ts'

/** Returns the message of a failure, without the lines of this file. */
const messageOf = async (assert: () => PromiseLike<unknown>) =>
  withoutLines(await wholeMessageOf(assert))
const withoutLines = (message: string) => message.replaceAll(/(\.test\.ts):\d+/g, '$1:…')

const user = { id: 1, name: 'Ada Lovelace', username: 'lovelace', email: 'ada@example.com' }
const project = { id: 2, fullPath: 'flight/engine', namespace: { id: 3 } }
const hex = (text: string) => Buffer.from(text).toString('hex')
const pull = (label: string) =>
  trackInternalEvent('pull_package', { user, project, additionalProperties: { label } })

test('passes where ids alone are sent, of users with names', () => {
  expect(() => pull('npm')).toKeepPrivate()
})

test('passes behind another claim, and before one', async () => {
  await expect(() => pull('npm'))
    .toTriggerInternalEvents('pull_package')
    .with({ user, project, additionalProperties: { label: 'npm' } })
    .and.toKeepPrivate()
    .and.toIncrementUsageMetrics('counts.package_pulls')
})

test('fails with the field and the kind of each value, and never with the value', async () => {
  const message = await messageOf(async () => {
    await expect(() => {
      pull('ada@example.com')
      pull('of Ada Lovelace')
      pull('flight/engine')
      pull('npm')
    }).toKeepPrivate()
  })
  expect(message).toMatchInlineSnapshot(`
    "expect(block).toKeepPrivate()

    Expected the block to send and count no personal data, but found some in 3 values.

    Sent:
      "pull_package" se_la: an e-mail address, "a…" (15 characters) [email], tracked at test/matchers/privacy/keep-private.test.ts:…
      "pull_package" se_la: a name of user 1, as a word, "o…" (15 characters) [user-name], tracked at test/matchers/privacy/keep-private.test.ts:…
      "pull_package" se_la: the path of a project or a group, "f…" (13 characters) [page-url], tracked at test/matchers/privacy/keep-private.test.ts:…

    Leave the values out, or send an id or a kind in their place. What may be sent is an exception, with a reason: privacy.exceptions in internal-events.config."
  `)
  expect(message).not.toMatch(/ada@|Ada|flight/)
})

test('a finding tells the call that tracked, and behind .and the assertion', async () => {
  /** The first frame of the code that tracked, and of what stands for it. */
  const told = async (assert: () => PromiseLike<unknown>) => {
    const inner = beginTest('the inner test')
    await runToEnd(inner, async () => void (await wholeMessageOf(assert)))
    const { frames = [], near = [] } = inner.privacyFindings[0] ?? {}
    return [frames[0], near[0]].map(
      (frame) => frame && /(\w+)? ?\(?[^(]*keep-private\.test\.ts/.exec(frame)?.[1],
    )
  }
  expect(
    await told(async function first() {
      await expect(() => pull('ada@example.com')).toKeepPrivate()
    }),
  ).toEqual(['pull', 'first'])
  // The block has run when the claim is made.
  expect(
    await told(async function second() {
      await expect(() => pull('ada@example.com'))
        .toTriggerInternalEvents('pull_package')
        .and.toKeepPrivate()
    }),
  ).toEqual([undefined, 'second'])
})

test('where nobody asks what is sent, no stack is taken', async () => {
  const inner = beginTest('the inner test')
  const sent = await new Promise<readonly unknown[]>((resolve) => {
    void runToEnd(inner, () => {
      pull('npm')
      resolve([...inner.sent])
    })
  })
  expect(sent.map((each) => framesOf(each as never))).toEqual([[]])
})

test('a name tells whose it is, and of the value its first letter and length', async () => {
  const told = async (id: number | string, name: string) =>
    /se_la: (.*) \[user-name\]/.exec(
      await messageOf(async () => {
        await expect(() =>
          trackInternalEvent('pull_package', {
            user: { id, name },
            additionalProperties: { label: `The ${name.slice(0, 5).toLowerCase()} period` },
          }),
        ).toKeepPrivate()
      }),
    )?.[1]
  expect(await told(7, 'Grace Hopper')).toBe('a name of user 7, as a word, "T…" (16 characters)')
  // An id that is not a number may be a name itself.
  expect(await told('hopper', 'Ellen Hopper')).toBe(
    'a name of a user of the test, as a word, "T…" (16 characters)',
  )
})

test('a value that comes by several ways is one finding', async () => {
  setPageContext({ user, category: 'packages:show' })
  expect(
    await messageOf(async () => {
      await expect(() => {
        InternalEvents.trackEvent('click_copy_install_command', { label: '203.0.113.7' })
        InternalEvents.trackEvent('click_copy_install_command', { label: '203.0.113.7' })
      }).toKeepPrivate()
    }),
  ).toMatchInlineSnapshot(`
    "expect(block).toKeepPrivate()

    Expected the block to send and count no personal data, but found some in 1 value.

    Sent:
      "click_copy_install_command" se_la: an IP address, "2…" (11 characters) [ip-address], tracked at test/matchers/privacy/keep-private.test.ts:…

    Leave the values out, or send an id or a kind in their place. What may be sent is an exception, with a reason: privacy.exceptions in internal-events.config."
  `)
})

test('what only counters hold is found, though they do not keep it', async () => {
  expect(
    await messageOf(async () => {
      await expect(() =>
        trackInternalEvent('pull_package', { user: { id: 'ada@example.com' } }),
      ).toKeepPrivate()
    }),
  ).toMatchInlineSnapshot(`
    "expect(block).toKeepPrivate()

    Expected the block to send and count no personal data, but found some in 1 value.

    Sent:
      "pull_package" counters[{hll_counters}_pull_package-user]: an e-mail address, "a…" (15 characters) [email], tracked at test/matchers/privacy/keep-private.test.ts:…

    Leave the values out, or send an id or a kind in their place. What may be sent is an exception, with a reason: privacy.exceptions in internal-events.config."
  `)
})

test('ids of the standard context have to be pseudonymised', async () => {
  setInstanceContext({ instance_id: 'gitlab.example.com', global_user_id: '7', realm: 'saas' })
  expect(
    await messageOf(async () => {
      await expect(() => pull('npm')).toKeepPrivate()
    }),
  ).toMatchInlineSnapshot(`
    "expect(block).toKeepPrivate()

    Expected the block to send and count no personal data, but found some in 2 values.

    Sent:
      "pull_package" contexts[gitlab_standard].global_user_id: an id that is not pseudonymised, "…" (1 character) [pseudonym], tracked at test/matchers/privacy/keep-private.test.ts:…
      "pull_package" contexts[gitlab_standard].instance_id: an id that is not pseudonymised, "g…" (18 characters) [pseudonym], tracked at test/matchers/privacy/keep-private.test.ts:…

    Leave the values out, or send an id or a kind in their place. What may be sent is an exception, with a reason: privacy.exceptions in internal-events.config."
  `)
})

test('page views and self-describing events are looked at as well', async () => {
  setPageContext({ user })
  const { buildPageView, buildSelfDescribingEvent } = await import('@snowplow/node-tracker')
  expect(
    await messageOf(async () => {
      await expect(() => {
        fakes.tracker.track(
          buildPageView({
            pageUrl: 'https://gitlab.example.com/flight/engine/-/issues?search=x',
            pageTitle: 'Issues of lovelace',
            referrer: 'https://gitlab.example.com/namespace/project/-/issues/id?tab=open',
          }),
        )
        fakes.tracker.track(
          buildSelfDescribingEvent({
            event: {
              schema: 'iglu:com.example/form/jsonschema/1-0-0',
              data: { fields: [{ value: 'a@b.example' }], 'x@y.example': 1 },
            },
          }),
        )
      }).toKeepPrivate()
    }),
  ).toMatchInlineSnapshot(`
    "expect(block).toKeepPrivate()

    Expected the block to send and count no personal data, but found some in 4 values.

    Sent:
      "page_view" url: a URL with "search" in its query, "h…" (58 characters) [page-url], tracked at test/matchers/privacy/keep-private.test.ts:…
      "page_view" page: a name of user 1, as a word, "I…" (18 characters) [user-name], tracked at test/matchers/privacy/keep-private.test.ts:…
      "iglu:com.example/form/jsonschema/1-0-0" unstruct[form].fields[0].value: an e-mail address, "a…" (11 characters) [email], tracked at test/matchers/privacy/keep-private.test.ts:…
      "iglu:com.example/form/jsonschema/1-0-0" unstruct[form]["x…" (11 characters)] as a key: an e-mail address, "x…" (11 characters) [email], tracked at test/matchers/privacy/keep-private.test.ts:…

    Leave the values out, or send an id or a kind in their place. What may be sent is an exception, with a reason: privacy.exceptions in internal-events.config."
  `)
})

test('an event name that holds the value is not printed', async () => {
  const { buildStructEvent } = await import('@snowplow/node-tracker')
  expect(
    await messageOf(async () => {
      await expect(() =>
        fakes.tracker.track(buildStructEvent({ category: 'x', action: 'mail to a@b.example' })),
      ).toKeepPrivate()
    }),
  ).toMatchInlineSnapshot(`
    "expect(block).toKeepPrivate()

    Expected the block to send and count no personal data, but found some in 1 value.

    Sent:
      "m…" (19 characters) se_ac: an e-mail address, "a…" (11 characters) [email], tracked at test/matchers/privacy/keep-private.test.ts:…

    Leave the values out, or send an id or a kind in their place. What may be sent is an exception, with a reason: privacy.exceptions in internal-events.config."
  `)
})

test('what comes after the block is judged as well', async () => {
  const error = await runToEnd(beginTest('the inner test'), async () => {
    let late = () => {}
    await expect(() => {
      pull('npm')
      const waiting = new Promise<void>((resolve) => {
        late = resolve
      })
      void waiting.then(() => pull('ada@example.com'))
    }).toKeepPrivate()
    late()
  }).then(
    () => undefined,
    (failure: Error) => withoutLines(failure.message.replace(/\d+ ms/, '… ms')),
  )
  expect(error).toMatchInlineSnapshot(`
    "[2mexpect([22m[31mblock[39m[2m).[22mtoKeepPrivate[2m()[22m[2m[22m

    Late: "pull_package" was triggered … ms after the block ended.

    Expected the block to send and count no personal data, but found some in 1 value.

    Sent:
      [31m"pull_package" se_la: an e-mail address, "a…" (15 characters) [email], tracked at test/matchers/privacy/keep-private.test.ts:…[39m

    Await in the block what it starts, or stop it there: a timer, a loop or a worker went on after it. Make what tests share with outsideTests(() => create())."
  `)
})

test('where nothing is sent, it says so', async () => {
  expect(await messageOf(async () => expect(() => {}).toKeepPrivate())).toMatchInlineSnapshot(
    `"Failed to check expect(block).toKeepPrivate(): nothing was sent or counted, so nothing can be said about it. Check that the block reaches the code that tracks, and awaits the work that it starts."`,
  )
})

test('a call that a mock swallows leaves it undecided', async () => {
  const tracking = { track: pull }
  const spy = vi.spyOn(InternalEvents, 'trackEvent').mockReturnValue(undefined)
  onTestFinished(() => spy.mockRestore())
  expect(
    await messageOf(async () => {
      await expect(() => {
        tracking.track('npm')
        InternalEvents.trackEvent('click_copy_install_command')
      }).toKeepPrivate()
    }),
  ).toMatchInlineSnapshot(
    `"Failed to check expect(block).toKeepPrivate(): a mock in the place of InternalEvents.trackEvent swallowed the call that would have tracked "click_copy_install_command". Let the mock call the real function (a spy without an implementation, or useMockInternalEventsTracking), or assert on the mock instead."`,
  )
})

test('a canary is found in whatever form', async () => {
  const canary = privacyCanary('email')
  const forms: readonly string[] = [
    canary.toUpperCase(),
    encodeURIComponent(canary),
    btoa(`x${canary}`),
    hex(canary),
    hex(hex(canary)),
    hex(btoa(canary)),
    btoa(hex(hex(canary.toUpperCase()))),
    encodeURIComponent(`${hex(hex(hex(canary)))} `),
  ]
  for (const form of forms) {
    expect(
      await messageOf(async () => {
        await expect(() => pull(form)).toKeepPrivate()
      }),
      form,
    ).toContain('"pull_package" se_la: the canary "email"')
  }
  // The end of this test would find them, too.
  currentRun().canaries.length = 0
})

test('misuse is refused', () => {
  expect(
    // @ts-expect-error It has no negation.
    misuseOf(() => expect(() => {}).not.toKeepPrivate()),
  ).toMatchInlineSnapshot(
    `"Failed to check expect(block).not.toKeepPrivate(): it has no negation: it would hold only where personal data comes out. Leave out .not."`,
  )
  expect(
    misuseOf(
      // @ts-expect-error It takes no arguments.
      () => expect(() => {}).toKeepPrivate('email'),
      'INVALID_EXPECTATION',
    ),
  ).toMatchInlineSnapshot(
    `"Failed to check expect(block).toKeepPrivate("email"): it takes no arguments. Name what may be sent in internal-events.config: privacy.exceptions."`,
  )
})

afterEach(resetFakes)
