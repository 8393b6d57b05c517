import type { SelfDescribingSchema } from '../iglu-schema.ts'
import {
  each,
  filled,
  flag,
  listOf,
  number,
  object,
  oneOf,
  orNull,
  type Rule,
  range,
  snowplowSchemas,
  text,
  time,
  uuid,
  whole,
} from './snowplow-schema.ts'

const LONG = 65_535
const inputType = oneOf(
  `button checkbox color date datetime datetime-local email file hidden image month number password
  radio range reset search submit tel text time url week`,
)
const nodeName = oneOf('INPUT TEXTAREA SELECT')
const formElement: Rule = {
  formId: text(4096),
  elementId: text(4096),
  nodeName,
  value: orNull(text(LONG)),
}
const cost: Rule = { costModel: oneOf('cpa cpc cpm'), cost: range(0, Number.MAX_VALUE) }
const costNeedsModel = { dependencies: { cost: ['costModel'] } }
const cart = object('sku quantity', {
  ...each('sku name category currency', text()),
  ...each('unitPrice quantity', number),
})
const advert: Rule = {
  ...each('impressionId zoneId bannerId campaignId advertiserId', text()),
  targetUrl: filled,
  ...cost,
}

/** The rules of the events of Snowplow's trackers, by name and version. */
const EVENTS: Readonly<Record<string, Rule>> = {
  'link_click 1-0-1': object('targetUrl', {
    ...each('elementId elementTarget elementContent', text()),
    elementClasses: listOf(text()),
    targetUrl: filled,
  }),
  'button_click 1-0-0': object('label', {
    label: { ...filled, maxLength: 4096 },
    ...each('id name', orNull(text(4096))),
    classes: orNull(listOf(text(4096))),
  }),
  'change_form 1-0-0': object('formId elementId nodeName value', {
    ...formElement,
    type: inputType,
    elementClasses: listOf(text(4096)),
  }),
  'focus_form 1-0-0': object('formId elementId nodeName value', {
    ...formElement,
    elementType: inputType,
    elementClasses: orNull(listOf(text(4096))),
  }),
  'submit_form 1-0-0': object('formId', {
    formId: text(4096),
    formClasses: listOf(text(4096)),
    elements: listOf(
      object('name value nodeName', {
        name: text(LONG),
        value: orNull(text(LONG)),
        nodeName,
        type: inputType,
      }),
    ),
  }),
  'site_search 1-0-0': object('terms', {
    terms: { ...listOf(text()), minItems: 1 },
    filters: { type: 'object', additionalProperties: { type: ['string', 'boolean'] } },
    ...each('totalResults pageResults', whole()),
  }),
  'social_interaction 1-0-0': object('action network', each('action network target', text())),
  'add_to_cart 1-0-0': cart,
  'remove_from_cart 1-0-0': cart,
  'ad_impression 1-0-0': { ...object('', advert), minProperties: 1, ...costNeedsModel },
  'ad_click 1-0-0': { ...object('targetUrl', { clickId: text(), ...advert }), ...costNeedsModel },
  'ad_conversion 1-0-0': {
    ...object('', {
      ...each('conversionId campaignId advertiserId category action property', text()),
      ...cost,
      initialValue: range(0, Number.MAX_VALUE),
    }),
    minProperties: 1,
    ...costNeedsModel,
  },
  'timing 1-0-0': object('category variable timing', {
    ...each('category variable label', text()),
    timing: number,
  }),
  'screen_view 1-0-0': { ...object('', each('name id', text())), minProperties: 1 },
  'consent_granted 1-0-0': object('', { expiry: time }),
  'consent_withdrawn 1-0-0': object('all', { all: flag }),
  'application_foreground 1-0-0': object('', { foregroundIndex: whole() }),
  'application_background 1-0-0': object('', { backgroundIndex: whole() }),
  'application_error 1-0-1': object('programmingLanguage message', {
    programmingLanguage: oneOf(
      `JAVA SCALA KOTLIN GROOVY RUBY GOLANG JAVASCRIPT PHP PYTHON OBJECTIVEC SWIFT C CPLUSPLUS CSHARP
      ACTIONSCRIPT LUA RUST HASKELL CLOJURE ERLANG ELIXIR CRYSTAL PONY NIM`,
    ),
    message: text(2048),
    ...each('threadName className exceptionName fileName', orNull(text(1024))),
    ...each('threadId lineNumber lineColumn', orNull(whole())),
    stackTrace: orNull(text(8192)),
    isFatal: orNull(flag),
  }),
  'web_vitals 1-0-0': object('', {
    ...each('cls fid lcp fcp inp ttfb', orNull(range(0))),
    navigationType: orNull(text(128)),
  }),
  'uri_redirect 1-0-0': object('uri', { uri: text(8192) }),
}

const MOBILE_EVENTS: Readonly<Record<string, Rule>> = {
  'application_install 1-0-0': object('', {}),
  'screen_view 1-0-0': object('name id', {
    ...each('name type previousName previousType transitionType', text()),
    ...each('id previousId', uuid),
  }),
}

/**
 * The events that Snowplow's trackers send by themselves, or by functions of their own.
 *
 * Source: the trackers for JavaScript and for mobile apps, and the registry of their events.
 */
export const SNOWPLOW_EVENTS: readonly SelfDescribingSchema[] = [
  ...snowplowSchemas('com.snowplowanalytics.snowplow', EVENTS),
  ...snowplowSchemas('com.snowplowanalytics.mobile', MOBILE_EVENTS),
]
