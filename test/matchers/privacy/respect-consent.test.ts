import { JSDOM } from 'jsdom'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  fakes,
  InternalEvents,
  setPageContext,
  trackInternalEvent,
} from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'
import { misuseOf } from '../misuse-of.ts'

const click = () => InternalEvents.trackEvent('click_copy_install_command', { label: 'npm' }, 'x')
const pull = () => trackInternalEvent('pull_package', { user: { id: 1 } })

beforeEach(() => setPageContext({ user: { id: 1 } }))
afterEach(() => vi.unstubAllGlobals())

test('passes where Snowplow is silent for Global Privacy Control, though the event is counted', () => {
  vi.stubGlobal('navigator', { globalPrivacyControl: true })
  expect(click).toRespectConsent()
})

test('with counting, nothing may be counted either', async () => {
  vi.stubGlobal('navigator', { globalPrivacyControl: true })
  expect(
    await messageOf(async () => {
      await expect(click).toRespectConsent({ counting: true })
    }),
  ).toMatchInlineSnapshot(`
    "expect(block).toRespectConsent({"counting":true})

    Expected the block to send nothing, since the browser asks for privacy (Global Privacy Control), but it did.

    Recorded:
      "click_copy_install_command" was counted

    Ask for the consent before the tracker is made, and before each event."
  `)
  setPageContext({})
  expect(click).toRespectConsent({ counting: true })
})

test('fails with what was sent in spite of Do Not Track', async () => {
  vi.stubGlobal('navigator', { doNotTrack: '1' })
  const { buildPageView } = await import('@snowplow/node-tracker')
  expect(
    await messageOf(async () => {
      await expect(() => {
        click()
        fakes.tracker.track(buildPageView({ pageUrl: 'https://example.com/' }))
      }).toRespectConsent()
    }),
  ).toMatchInlineSnapshot(`
    "expect(block).toRespectConsent()

    Expected the block to send nothing, since the browser asks for privacy (Do Not Track), but it did.

    Recorded:
      "click_copy_install_command" was sent to Snowplow
      "page_view" was sent to Snowplow

    Ask for the consent before the tracker is made, and before each event."
  `)
})

test('the test may have withdrawn the consent itself', async () => {
  expect(() => {}).toRespectConsent({ withdrawn: true })
  expect(
    await messageOf(async () => {
      await expect(pull).toRespectConsent({ withdrawn: true })
    }),
  ).toMatchInlineSnapshot(`
    "expect(block).toRespectConsent({"withdrawn":true})

    Expected the block to send nothing, since consent is withdrawn, but it did.

    Recorded:
      "pull_package" was sent to Snowplow

    Ask for the consent before the tracker is made, and before each event."
  `)
})

test('a cookie of a tracker that is set in the block is told', async () => {
  const document = { cookie: '_ga=1; _sp_id.1=a' }
  vi.stubGlobal('document', document)
  vi.stubGlobal('navigator', { globalPrivacyControl: true })
  expect(
    await messageOf(async () => {
      await expect(() => {
        document.cookie = '_ga=2; _sp_id.1=a; _sp_ses.1=*'
      }).toRespectConsent()
    }),
  ).toMatchInlineSnapshot(`
    "expect(block).toRespectConsent()

    Expected the block to send nothing, since the browser asks for privacy (Global Privacy Control), but it did.

    Recorded:
      the cookie _sp_ses.1 was set

    Ask for the consent before the tracker is made, and before each event."
  `)
  expect(() => {}).toRespectConsent()
})

test('an entry of a tracker in a storage of the page is told', async () => {
  const { window } = new JSDOM('', { url: 'https://example.com/' })
  window.localStorage.setItem('snowplowOutQueue_a_post2', '[]')
  vi.stubGlobal('document', window.document)
  vi.stubGlobal('navigator', { globalPrivacyControl: true })
  expect(
    await messageOf(async () => {
      await expect(() => {
        window.localStorage.setItem('snowplowOutQueue_gl_post2', '[1]')
        window.sessionStorage.setItem('_sp_id.1', 'a')
        window.localStorage.setItem('theme', 'dark')
      }).toRespectConsent()
    }),
  ).toMatchInlineSnapshot(`
    "expect(block).toRespectConsent()

    Expected the block to send nothing, since the browser asks for privacy (Global Privacy Control), but it did.

    Recorded:
      the entry snowplowOutQueue_gl_post2 of localStorage was set
      the entry _sp_id.1 of sessionStorage was set

    Ask for the consent before the tracker is made, and before each event."
  `)
  expect(() => {
    window.localStorage.setItem('snowplowOutQueue_gl_post2', '[]')
    window.sessionStorage.removeItem('_sp_id.1')
  }).toRespectConsent()
})

test('a page without an origin has no storages', () => {
  vi.stubGlobal('document', new JSDOM('').window.document)
  expect(() => {}).toRespectConsent({ withdrawn: true })
})

test('a cookie of a tracker that is set after the block is told when the test ends', async () => {
  const document = { cookie: '' }
  vi.stubGlobal('document', document)
  const { runToEnd, beginTest } = await import('../../../src/fakes/index.ts')
  const error = await runToEnd(beginTest('the inner test'), async () => {
    await expect(() => {}).toRespectConsent({ withdrawn: true })
    document.cookie = '_sp_id.1=a'
  }).catch((failure: Error) => failure.message)
  expect(error).toContain('Late: the cookie _sp_id.1 was set after the block ended.')
  expect(error).toContain('since consent is withdrawn, but it did.')
})

test('a call that is refused, and whose error is caught, is told', async () => {
  const refused = () => {
    try {
      InternalEvents.trackEvent('click_copy_install_command', { nope: '1' })
    } catch {}
  }
  const message = await messageOf(async () => {
    await expect(refused).toRespectConsent({ withdrawn: true })
  })
  expect(message).toMatchInlineSnapshot(`
    "expect(block).toRespectConsent({"withdrawn":true})

    Expected the block not to track this, but it tried to: tracking refused a call, and the code caught the error.

    Refused:
      "click_copy_install_command": Unknown additional property: nope for event_name: click_copy_install_command. Declare it under additional_properties in examples/package-registry/config/events/click_copy_install_command.yml:4.

    Correct the call, or remove it from the block."
  `)
  vi.stubGlobal('navigator', { globalPrivacyControl: true })
  expect(refused).toRespectConsent()
})

test('without a signal, it says nothing', async () => {
  expect(await messageOf(async () => expect(() => {}).toRespectConsent())).toMatchInlineSnapshot(
    `"Failed to check expect(block).toRespectConsent(): nobody asks for privacy, so that everything may be sent. Turn a signal on before the block: navigator.globalPrivacyControl = true, or navigator.doNotTrack = "1". Where the test has withdrawn the consent itself, pass { withdrawn: true }."`,
  )
  for (const navigator of [{ globalPrivacyControl: 'false' }, { doNotTrack: '0' }]) {
    vi.stubGlobal('navigator', navigator)
    expect(await messageOf(async () => expect(() => {}).toRespectConsent())).toContain(
      'nobody asks',
    )
  }
})

test('the block may turn the signal on itself', () => {
  expect(() => {
    vi.stubGlobal('navigator', { globalPrivacyControl: true })
    click()
  }).toRespectConsent()
})

test('misuse is refused', () => {
  // @ts-expect-error It has no negation.
  expect(misuseOf(() => expect(click).not.toRespectConsent())).toMatchInlineSnapshot(
    `"Failed to check expect(block).not.toRespectConsent(): it has no negation: it would hold only where consent is ignored. Leave out .not."`,
  )
  expect(
    misuseOf(
      // @ts-expect-error There is no such option.
      () => expect(click).toRespectConsent({ gpc: true }),
      'INVALID_EXPECTATION',
    ),
  ).toMatchInlineSnapshot(
    `"Failed to check expect(block).toRespectConsent({"gpc":true}): its options are not { withdrawn, counting } with true or false. Correct them, or leave them out."`,
  )
})
