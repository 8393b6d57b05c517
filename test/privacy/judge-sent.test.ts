import { afterEach, expect, test } from 'vitest'
import {
  InternalEvents,
  loadCatalog,
  type PrivacyConfig,
  type PrivacyLevel,
  privacyCanary,
  resetFakes,
  trackInternalEvent,
} from '../../src/entries/index.ts'
import {
  beginTest,
  currentRun,
  noteSent,
  outsideRun,
  runner,
  runToEnd,
  setCatalog,
  type TestRun,
} from '../../src/fakes/index.ts'
import { unusedExceptions } from '../../src/privacy/index.ts'

const user = { id: 1, name: 'Ada Lovelace' }
const pull = (label: string) =>
  trackInternalEvent('pull_package', { user, additionalProperties: { label } })

/** Runs a test to its end under these settings; returns its run, and its error. */
async function run(
  privacy: PrivacyLevel | PrivacyConfig | undefined,
  code: () => unknown,
  hasFailed?: () => boolean | 'skipped',
): Promise<{ testRun: TestRun; error: (Error & { code?: string }) | undefined }> {
  setCatalog(loadCatalog(privacy === undefined ? {} : { privacy }))
  const testRun = beginTest('the inner test')
  const error = await runToEnd(testRun, code, hasFailed).then(
    () => undefined,
    (failure: Error) => failure,
  )
  return { testRun, error }
}

afterEach(() => setCatalog(undefined))

test('without a setting, nothing is judged', async () => {
  expect((await run(undefined, () => pull('ada@example.com'))).error).toBeUndefined()
  expect((await run('off', () => pull('ada@example.com'))).error).toBeUndefined()
  expect((await run({ level: 'off' }, () => pull('ada@example.com'))).error).toBeUndefined()
})

test('with privacy: error, a test fails at its end for what it has sent', async () => {
  const { error } = await run('error', () => pull('ada@example.com'))
  expect(error?.code).toBe('PERSONAL_DATA')
  expect(error?.message.replace(/(\.test\.ts):\d+/, '$1:…')).toMatchInlineSnapshot(`
    "Failed to keep personal data private: the test sent or counted some, in 1 value:
      "pull_package" se_la: an e-mail address, "a…" (15 characters) [email], tracked at test/privacy/judge-sent.test.ts:…
    Leave the values out, or send an id or a kind in their place. What may be sent is an exception, with a reason: privacy.exceptions in internal-events.config."
  `)
})

test('the error points at the call that tracked', async () => {
  const { error, testRun } = await run('error', () => pull('ada@example.com'))
  const [first, second] = error?.stack?.split('\n').filter((line) => /^ +at /.test(line)) ?? []
  expect(first).toMatch(/at pull .*judge-sent\.test\.ts:\d+:\d+/)
  expect(second).toMatch(/judge-sent\.test\.ts/)
  expect(testRun.readEvidence()?.privacyFindings?.[0]?.frames?.[0]).toBe(first)
})

test('for a canary of the whole file, too', async () => {
  const { canaries } = outsideRun()
  canaries.push({ kind: 'text', value: 'of the whole file', site: new Error() })
  const { error } = await run(undefined, () => pull('of the whole file'))
  canaries.length = 0
  expect(framesIn(error)[0]).toMatch(/at pull .*judge-sent\.test\.ts:\d+:\d+/)
})

test('where no code of the test tracked, it points at the canary, or at the test', async () => {
  const send = (testRun: TestRun, label: string) =>
    new Promise<void>((resolve) => {
      // Without a frame of this file, as a request of a page comes.
      setTimeout(noteSent, 0, testRun, { name: 'pull', additionalProperties: { label } })
      setTimeout(resolve, 1)
    })
  const canary = await run(undefined, () => send(currentRun(), privacyCanary('email')))
  const [first] = framesIn(canary.error)
  expect(first).toMatch(/judge-sent\.test\.ts:\d+:\d+/)
  expect(canary.testRun.readEvidence()?.privacyFindings?.[0]?.near?.[0]).toBe(first)
  const place = '    at /shop/test/pull.spec.ts:3:1'
  const page = await run('error', () => {
    currentRun().place = place
    return send(currentRun(), 'ada@example.com')
  })
  expect(framesIn(page.error)).toEqual([place])
  const unknown = await run('error', () => send(currentRun(), 'ada@example.com'))
  expect(framesIn(unknown.error)).toEqual([])
})

/** Returns the frames of an error. */
function framesIn(error: Error | undefined): string[] {
  return error?.stack?.split('\n').filter((line) => /^ +at /.test(line)) ?? []
}

test('what is sent before a reset, and late, is judged as well', async () => {
  const before = await run('error', () => {
    pull('ada@example.com')
    resetFakes()
  })
  expect(before.error?.code).toBe('PERSONAL_DATA')
  const late = await run('error', () => {
    setImmediate(() => pull('ada@example.com'))
  })
  expect(late.error?.code).toBe('PERSONAL_DATA')
})

test('a test that fails already says only why', async () => {
  const { error } = await run('error', () => {
    pull('ada@example.com')
    throw new Error('broken')
  })
  expect(error?.message).toBe('broken')
})

test('a failure that the runner keeps to itself says only why, and a test that skips itself fails', async () => {
  const leak = () => pull('ada@example.com')
  const failed = await run('error', leak, () => true)
  expect(failed.error).toBeUndefined()
  expect(failed.testRun.readEvidence()?.privacyFindings).toHaveLength(1)
  expect((await run('error', leak, () => 'skipped')).error?.code).toBe('PERSONAL_DATA')
})

test('what an assertion at the end has told is not told again, and the rest is', async () => {
  const late = async (rest: () => unknown) => {
    const { error } = await run('error', async () => {
      let release = () => {}
      await expect(() => {
        pull('npm')
        const waiting = new Promise<void>((resolve) => {
          release = resolve
        })
        void waiting.then(() => pull('ada@example.com'))
      }).toKeepPrivate()
      release()
      rest()
    })
    return error?.message.match(/se_la: (?:a|an) .*?\[[\w-]+\]/g)
  }
  const email = 'se_la: an e-mail address, "a…" (15 characters) [email]'
  expect(await late(() => {})).toEqual([email])
  expect(await late(() => pull('203.0.113.7'))).toEqual([
    email,
    'se_la: an IP address, "2…" (11 characters) [ip-address]',
  ])
})

test('an assertion that nobody awaits tells of it once', async () => {
  const { error } = await run('error', () => {
    expect(() => pull('ada@example.com')).toKeepPrivate()
  })
  expect(error?.message.match(/an e-mail address/g)).toHaveLength(1)
})

test('where the test catches what an assertion says, its end still fails', async () => {
  const { error, testRun } = await run('error', async () => {
    await expect(async () => {
      await expect(() => pull('ada@example.com')).toKeepPrivate()
    }).rejects.toThrow()
  })
  expect(error?.code).toBe('PERSONAL_DATA')
  expect(testRun.readEvidence()?.privacyFindings).toHaveLength(1)
})

test('a test that sends nothing personal passes', async () => {
  expect((await run('error', () => pull('npm'))).error).toBeUndefined()
  expect((await run('error', () => {})).error).toBeUndefined()
})

test.for<[string, PrivacyConfig, string[]]>([
  ['of a detector', { exceptions: [{ detector: 'email', reason: 'a' }] }, []],
  ['of a field', { exceptions: [{ detector: 'email', field: 'se_*', reason: 'a' }] }, []],
  [
    'of another field',
    { exceptions: [{ detector: 'email', field: 'se_pr', reason: 'a' }] },
    ['se_la'],
  ],
  [
    'of an event',
    { exceptions: [{ detector: 'email', events: ['push_*', 'pull_*'], reason: 'a' }] },
    [],
  ],
  [
    'of another event',
    { exceptions: [{ detector: 'email', events: 'push_package', reason: 'a' }] },
    ['se_la'],
  ],
  [
    'of this file',
    { exceptions: [{ detector: 'email', files: 'test/privacy/judge-*.test.ts', reason: 'a' }] },
    [],
  ],
  [
    'of another file',
    { exceptions: [{ detector: 'email', files: 'judge-sent.test.js', reason: 'a' }] },
    ['se_la'],
  ],
  ['of another detector', { exceptions: [{ detector: 'token', reason: 'a' }] }, ['se_la']],
])('an exception %s', async ([, privacy, fields]) => {
  expect(runner().testFile()).toContain('judge-sent.test.ts')
  const { error, testRun } = await run(privacy, () => pull('ada@example.com'))
  expect(error?.message.match(/se_\w+/g) ?? []).toEqual(fields)
  expect(testRun.readEvidence()?.privacyExceptions).toEqual(fields.length === 0 ? [0] : undefined)
})

test('an exception hides no other detector in the same value', async () => {
  const exceptions = [{ detector: 'email' as const, reason: 'a' }]
  const { error } = await run({ exceptions }, () => pull('x@y.example 203.0.113.7'))
  expect(error?.message).toContain('se_la: an IP address, "2…" (11 characters) [ip-address]')
  const page = [{ detector: 'page-url' as const, reason: 'a' }]
  const inUrl = await run({ exceptions: page }, () => pull('https://x.test/?ip=203.0.113.7'))
  expect(inUrl.error?.message).toContain('[ip-address]')
})

test('what an exception hides is not told by another detector', async () => {
  const exceptions = [{ detector: 'email' as const, reason: 'a' }]
  const called = { id: 1, email: 'ada@example.com' }
  const { error } = await run({ exceptions }, () =>
    trackInternalEvent('pull_package', {
      user: called,
      additionalProperties: { label: called.email },
    }),
  )
  expect(error).toBeUndefined()
})

test.for([
  ['Ada Lovelace', 'lovelace'],
  ['Bob Lee', 'bob-lee'],
  ['Bob Lee', 'bob.lee'],
  ['Jörg Müller', 'von Müller'],
  ['José Núñez', 'jose nunez'],
  ['Łukasz Weiß', 'lukasz-weiss'],
  ['Jose Nunez', 'JOSÉ'],
])('of the name %s, %s is found', async ([name, label]) => {
  for (const key of ['name', 'fullName', 'full_name', 'userName', 'displayName', 'display_name']) {
    const { error } = await run('error', () =>
      trackInternalEvent('pull_package', {
        user: { id: 1, [key]: name },
        additionalProperties: { label: label as string },
      }),
    )
    expect(error?.message, key).toContain('[user-name]')
  }
})

test.for([
  { firstName: 'Bo', lastName: 'Li' },
  { first_name: 'Bo', last_name: 'Li' },
])('first and last names make a full name', async (names) => {
  for (const label of ['bo li', 'bo.li']) {
    const { error } = await run('error', () =>
      trackInternalEvent('pull_package', {
        user: { id: 1, ...names },
        additionalProperties: { label },
      }),
    )
    expect(error?.message).toContain('[user-name]')
  }
})

test.for([
  ['Python Dev', 'python'],
  ['Mark Button', 'close_button button'],
])('of the name %s, %s is a word with another meaning', async ([name, label]) => {
  const named = { id: 1, name }
  const track = (text: string) =>
    trackInternalEvent('pull_package', {
      user: named,
      additionalProperties: { label: text },
    })
  expect((await run('error', () => track(label as string))).error).toBeUndefined()
  expect((await run('error', () => track(`by ${name}`))).error?.message).toContain('[user-name]')
})

test('a name of diacritics alone has an end', async () => {
  const marked = { id: 1, name: '\u0301\u0301\u0301' }
  const { error } = await run('error', () =>
    trackInternalEvent('pull_package', {
      user: marked,
      additionalProperties: { label: 'npm' },
    }),
  )
  expect(error).toBeUndefined()
})

test('the path of a top-level namespace is found', async () => {
  const namespace = { id: 3, full_path: 'analytical' }
  const { error } = await run('error', () =>
    trackInternalEvent('pull_package', {
      namespace,
      additionalProperties: { label: 'of analytical' },
    }),
  )
  expect(error?.message).toContain('[page-url]')
})

test('a conversion is not a version', async () => {
  const { meaningByName } = await import('../../src/privacy/search/known-fields.ts')
  const meanings = ['version', 'ip_version', 'clientVersion', 'conversion'].map(meaningByName)
  expect(meanings).toEqual(['version', 'version', 'version', 'value'])
})

test('what a browser sends of a refused call is judged, though the code caught the error', async () => {
  const { error } = await run(undefined, () => {
    try {
      InternalEvents.trackEvent('click_copy_install_command', { nope: privacyCanary('email') })
    } catch {}
  })
  expect(error?.message).toContain(
    '"click_copy_install_command" additionalProperties.nope: the canary "email"',
  )
})

test('the length of free text can be set', async () => {
  const text = 'One two three four five six.'
  expect((await run('error', () => pull(text))).error).toBeUndefined()
  const { error } = await run({ maxTextLength: 20 }, () => pull(text))
  expect(error?.message).toContain('free text, "O…" (28 characters) [free-text]')
})

test('exceptions that no test has used are told', () => {
  const exceptions = (['email', 'token'] as const).map((detector) => ({ detector, reason: 'a' }))
  expect(unusedExceptions({ exceptions }, [1, 1])).toEqual([{ detector: 'email', reason: 'a' }])
})

test('a canary that comes out fails its test, whatever the settings say', async () => {
  const exceptions = [{ detector: 'email' as const, reason: 'all' }]
  for (const privacy of [undefined, 'off' as const, { exceptions }]) {
    const { error } = await run(privacy, () => pull(`by ${privacyCanary('email')}`))
    expect(error?.message).toMatch(
      /^Failed to keep personal data private: the test sent or counted some, in 1 value:\n {2}"pull_package" se_la: the canary "email", "[g-v]…" \(29 characters\), tracked at test\/privacy\/judge-sent\.test\.ts:\d+\nLeave the value out where it is tracked\.$/,
    )
  }
})

test('a canary that stays inside is fine', async () => {
  const { error } = await run(undefined, () => {
    const user = { id: 1, email: privacyCanary('email') }
    trackInternalEvent('pull_package', { user })
  })
  expect(error).toBeUndefined()
})

test('each kind of canary is a value of its own', () => {
  const kinds = ['email', 'name', 'username', 'token', 'ip', 'path', 'url', 'text'] as const
  const patterns = [
    /^[g-v]{12}@[g-v]{8}\.example$/,
    /^[G-V][g-v]{7} [G-V][g-v]{7}$/,
    /^[g-v]{6}_[g-v]{6}$/,
    /^glpat-[g-v]{20}$/,
    /^198\.1[89]\.\d+\.\d+$/,
    /^[g-v]{8}\/[g-v]{8}$/,
    /^https:\/\/[g-v]{10}\.example\/[g-v]{8}$/,
    /^(?:[g-v]{7} ){5}[g-v]{7}$/,
  ]
  for (const [index, kind] of kinds.entries()) {
    expect(privacyCanary(kind)).toMatch(patterns[index] as RegExp)
    expect(privacyCanary(kind)).not.toBe(privacyCanary(kind))
  }
})

test('a kind that does not exist is refused', () => {
  // @ts-expect-error There is no such kind.
  expect(() => privacyCanary('phone')).toThrow(
    'Failed to make a canary: "phone" is not a kind of value. Pass one of email, name, username, token, ip, path, url, text.',
  )
})
