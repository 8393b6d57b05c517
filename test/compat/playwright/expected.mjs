/** The whole message of each test that is there to fail. */
export const expectedMessages = {
  'a misspelt name': `DefinitionError: Failed to find event "click_copy_instal_command": no definition has this action. Did you mean "click_copy_install_command"?`,
  'a route of its own': `MatcherError: Failed to check expect(internalEvents).toHaveTriggeredNothing(): POST https://collector.test/com.snowplowanalytics.snowplow/tp2 went past the route of internalEvents, so nobody knows which events it carried. Let each route of the test that takes it call route.fallback(). context.unrouteAll() removes the route of internalEvents, too: remove the routes of the test alone, with unroute(url).`,
  'a soft one': `Error: expect(internalEvents).toHaveTriggered("click_copy_install_command", { timeout: 10 })

Expected "click_copy_install_command" to be triggered once, but the page triggered no internal events.

Expected: "click_copy_install_command" once
Recorded: nothing

No request of the page reached the collector. Check that the page gets to the code that tracks, and that the tracker sends what is in its buffer. A context of another browser than that of the fixture is heard after internalEvents.watch(context).`,
  'an unknown field': `MatcherError: Failed to check expect(internalEvents).toHaveTriggered("click_copy_install_command", { with: … }): unknown field "label". Fields are user, project, namespace, category, featureEnabledByNamespaceIds, additionalProperties, standardContext, aiContext, contexts; other properties go under additionalProperties.`,
  'a canary that comes out':
    'PrivacyError: Failed to keep personal data private: the test sent or counted some, in 2 values:\n  "click_copy_install_command" se_la: the canary "token", "g…" (26 characters)\n  "click_copy_install_command" url: the canary "token", "g…" (26 characters)\nLeave the value out where it is tracked.',
  'personal data': `Error: expect(internalEvents).toKeepPrivate()

Expected the pages of the test to send and count no personal data, but found some in 2 values.

Sent:
  "click_copy_install_command" se_la: an e-mail address, "a…" (15 characters) [email]
  "click_copy_install_command" url: an e-mail address, "a…" (15 characters) [email]

Leave the values out, or send an id or a kind in their place. What may be sent is an exception, with a reason: privacy.exceptions in internal-events.config.`,
  consent: `Error: expect(internalEvents).toRespectConsent()

Expected the pages of the test to send nothing, since the browser asks for privacy (Global Privacy Control), but they did.

Recorded:
  "click_copy_install_command" was sent to Snowplow
  the cookie _sp_ses.dc78 was set
  the cookie _sp_id.dc78 was set
  the entry _sp_entry of sessionStorage was set

Ask for the consent before the tracker is made, and before each event.`,
  'nobody asks': `MatcherError: Failed to check expect(internalEvents).toRespectConsent(): no page that is open asks for privacy, so that everything may be sent. Turn a signal on before the page is opened: page.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true })). Where the test has withdrawn the consent itself, pass { withdrawn: true }.`,
  'an unknown term': `MatcherError: Failed to check expect(internalEvents).toHaveTriggered("click_copy_install_command", { label: "npm" }): unknown term "label". Terms are with, times, atLeast, atMost and timeout; fields of the event go under with.`,
  'another event': `Error: expect(internalEvents).toHaveTriggered("pull_package", { atLeast: 1, timeout: 300 })

Expected "pull_package" to be triggered at least once, but the page triggered only other events.

Expected: "pull_package" at least once
Recorded:
  "click_copy_install_command" user 1, {"label": "npm"}

Track "pull_package", or expect the event that it tracks now.`,
  'another subject': `MatcherError: Failed to check expect(internalEvents).toHaveTriggered("click_copy_install_command"): the subject is not the fixture internalEvents. Take it from the arguments of the test: async ({ internalEvents }) => ….`,
  'bad rows': `BadRowsError: Failed to collect all events: 1 bad row.
  a request: the body is not an object with schema and data
Correct the code that sends them, or call internalEvents.expectBadRows() in a test that expects them.`,
  negated: `Error: expect(internalEvents).not.toHaveTriggered("click_copy_install_command")

Expected the page not to trigger "click_copy_install_command", but it triggered "click_copy_install_command" once.

Expected: no "click_copy_install_command"
Recorded:
  "click_copy_install_command" user 1, {"label": "npm"}

Find the code that tracks it, or expect it with toHaveTriggered.`,
  'not awaited': `MatcherError: Failed to check expect(internalEvents).toHaveTriggered("click_copy_install_command", { timeout: 10 }): it is asynchronous and nobody awaited it, so the test ended without its verdict. Write await before expect.`,
  'not nothing': `MatcherError: Failed to check expect(internalEvents).not.toHaveTriggeredNothing(): it does not say which event is expected. Name one: expect(internalEvents).toHaveTriggered(…).`,
  'in the buffer': `Error: expect(internalEvents).not.toHaveTriggered("click_copy_install_command")

Late: "click_copy_install_command" was tracked before the verdict, and sent after it.

Expected the page not to trigger "click_copy_install_command", but it triggered "click_copy_install_command" once.

Expected: no "click_copy_install_command"
Recorded:
  "click_copy_install_command" user 1, {"label": "npm"}

The tracker kept it in its buffer, or sent another one first. Correct the page, or expect the event. If a later step of the test tracks it with a time of its own, let it be a true timestamp: { type: "ttm", value }.`,
  'under way, with the time of a fake clock': `Error: expect(internalEvents).not.toHaveTriggered("click_copy_install_command")

Late: "click_copy_install_command" was sent before the verdict, and arrived after it.

Expected the page not to trigger "click_copy_install_command", but it triggered "click_copy_install_command" once.

Expected: no "click_copy_install_command"
Recorded:
  "click_copy_install_command" user 1, {"label": "npm"}

Its request was under way when the verdict fell. Correct the page, or expect the event.`,
  'nothing was sent': `Error: expect(internalEvents).toHaveTriggered("click_copy_install_command", { times: 2, timeout: 300 })

Expected "click_copy_install_command" to be triggered twice, but the page triggered no internal events.

Expected: "click_copy_install_command" twice
Recorded: nothing

No request of the page reached the collector. Check that the page gets to the code that tracks, and that the tracker sends what is in its buffer. A context of another browser than that of the fixture is heard after internalEvents.watch(context).`,
  'nothing, but a straggler': `Error: expect(internalEvents).toHaveTriggeredNothing()

Late: "click_copy_install_command" was triggered after the assertion.

Expected the page not to trigger any internal event, but it triggered "click_copy_install_command" once.

Expected: no internal events
Recorded:
  "click_copy_install_command" user 1, {"label": "late"}

The page went on tracking after the assertion. Correct the page. If a later step of the test tracks it, expect it there: the next assertion ends this one.`,
  'once, but one more when the page is closed': `Error: expect(internalEvents).toHaveTriggered("click_copy_install_command")

Late: "click_copy_install_command" was triggered after the assertion.

Expected "click_copy_install_command" to be triggered once, but it was triggered twice.

Expected: "click_copy_install_command" once
Recorded: twice
  "click_copy_install_command" user 1, {"label": "npm"}
  "click_copy_install_command" {"label": "left"}

The page went on tracking after the assertion. Correct the page. If a later step of the test tracks it, expect it there: the next assertion ends this one.`,
  'other properties': `Error: expect(internalEvents).toHaveTriggered("click_copy_install_command", { with: …, timeout: 300 })

Expected "click_copy_install_command" to be triggered once with these properties, but it was triggered once, never with them.

Expected: "click_copy_install_command" once
  user {"id": 1}
  additionalProperties {"label": "maven"}
Recorded, the nearest first:
  "click_copy_install_command" user 1, {"label": "npm"}
    differs at additionalProperties.label
      expected: "maven"
      recorded: "npm"

Correct additionalProperties.label where the event is tracked, or in with.`,
  'sent elsewhere': `Error: expect(internalEvents).toHaveTriggered("click_copy_install_command", { timeout: 300 })

Expected "click_copy_install_command" to be triggered once, but the page triggered no internal events.

Expected: "click_copy_install_command" once
Recorded: nothing

The collector took no request of the page. These passed it by, since it does not have their paths:
  POST https://collector.test/my/own
If one is the tracker's, correct its path, or name that URL in playwright.config.ts: use: { internalEventsOptions: { url } }.`,
  'terms of a negation': `MatcherError: Failed to check expect(internalEvents).not.toHaveTriggered("click_copy_install_command", { times: 2 }): the negated form takes no terms. Write the positive form with times: 0.`,
  'too often': `Error: expect(internalEvents).toHaveTriggered("click_copy_install_command", { timeout: 300 })

Expected "click_copy_install_command" to be triggered once, but it was triggered twice.

Expected: "click_copy_install_command" once
Recorded: twice
  "click_copy_install_command" user 1, {"label": "npm"} (2 times)

Find the code that tracks it more than once, or expect times: 2.`,
  'two counts': `MatcherError: Failed to check expect(internalEvents).toHaveTriggered("click_copy_install_command", { times: 2, atMost: 3 }): .atMost() contradicts the count before it. Say once how often the event is expected.`,
  'without a route': `MatcherError: Failed to check expect(internalEvents).not.toHaveTriggered("pull_package"): POST https://collector.test/com.snowplowanalytics.snowplow/tp2 went past the route of internalEvents, so nobody knows which events it carried. Let each route of the test that takes it call route.fallback(). context.unrouteAll() removes the route of internalEvents, too: remove the routes of the test alone, with unroute(url).`,
  'nobody listens to clicks': `Error: expect(internalEvents).toReachEveryLayer("click_copy_install_command", {"timeout":300})

Expected "click_copy_install_command" to reach every layer, but it broke at the first of these: Snowplow payload.

"click_copy_install_command"
  ✓ data attribute: 1 element
  ✓ click
  – trackEvent: it is called within the page
  – usage data API: neither a request nor a context of Service Ping tells of it
  ✗ Snowplow payload: no request to the collector has it
  ✗ good row of the collector: none

Correct what Snowplow payload says. toHaveTriggered("click_copy_install_command") asserts the event alone.`,
  'no click': `Error: expect(internalEvents).toReachEveryLayer("click_copy_install_command", {"timeout":300})

Expected "click_copy_install_command" to reach every layer, but it broke at the first of these: click.

"click_copy_install_command"
  ✓ data attribute: 1 element
  ✗ click: no such element was clicked
  – trackEvent: it is called within the page
  – usage data API: neither a request nor a context of Service Ping tells of it
  ✗ Snowplow payload: no request to the collector has it
  ✗ good row of the collector: none

Correct what click says. toHaveTriggered("click_copy_install_command") asserts the event alone.`,
  'no request for the counters': `Error: expect(internalEvents).toReachEveryLayer("click_copy_install_command", {"timeout":300})

Expected "click_copy_install_command" to reach every layer, but it broke at the first of these: usage data API.

"click_copy_install_command"
  ✓ data attribute: 1 element
  ✓ click
  – trackEvent: it is called within the page
  ✗ usage data API: no request
  – counter keys: the application has them
  ✓ Snowplow payload: 1 event
  ✓ good row of the collector

Correct what usage data API says. toHaveTriggered("click_copy_install_command") asserts the event alone.`,
  'the counters are refused': `Error: expect(internalEvents).toReachEveryLayer("pull_package", {"timeout":300})

Expected "pull_package" to reach every layer, but it broke at the first of these: usage data API.

"pull_package"
  ✓ data attribute: 1 element
  ✓ click
  – trackEvent: it is called within the page
  ✗ usage data API: it answered with 422
  – counter keys: the application has them
  ✓ Snowplow payload: 1 event
  ✓ good row of the collector

Correct what usage data API says. toHaveTriggered("pull_package") asserts the event alone.`,
  'nothing for Snowplow': `Error: expect(internalEvents).toReachEveryLayer("click_copy_install_command", {"timeout":300})

Expected "click_copy_install_command" to reach every layer, but it broke at the first of these: Snowplow payload.

"click_copy_install_command"
  ✓ data attribute: 1 element
  ✓ click
  – trackEvent: it is called within the page
  ✓ usage data API: 1 request
  – counter keys: the application has them
  ✗ Snowplow payload: no request to the collector has it
  ✗ good row of the collector: none

Correct what Snowplow payload says. toHaveTriggered("click_copy_install_command") asserts the event alone.`,
  'another label': `Error: expect(internalEvents).toMatchTrackingJourney("install", {"timeout":300})

Expected the page to follow the journey "install", but 1 event changed.

Changed: "click_copy_install_command", category "packages:show", label "npm", platform "web", user#1 (tracking-journeys/install.yml:3)
    differs at label
      expected: "npm"
      recorded: "maven"

Recorded, in this order:
  "click_copy_install_command" user 1, {"label": "maven"}

Track the event as the contract says. Or record the contract anew: run the test with -u.`,
  'not awaited, a journey': `MatcherError: Failed to check expect(internalEvents).toMatchTrackingJourney("install"): it is asynchronous and nobody awaited it, so the test ended without its verdict. Write await before expect.`,
  'one more after the journey': `Error: expect(internalEvents).toMatchTrackingJourney("install")

Late: "click_copy_install_command" was triggered after the assertion.

Expected the page to follow the journey "install", but 1 event came too often.

Too often: "click_copy_install_command", category "packages:show", label "npm", platform "web", user#1 once, recorded twice (tracking-journeys/install.yml:3)

Recorded, in this order:
  "click_copy_install_command" user 1, {"label": "npm"} (2 times)

The page went on tracking after the assertion. Correct the page. If a later step of the test tracks it, expect it there: the next assertion ends this one.`,
}
