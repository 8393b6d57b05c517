import type { AdditionalProperties } from '../../src/definitions/index.ts'
import type { PageContext } from '../../src/tracking/index.ts'

/** The values that GitLab's pages tell their scripts (`window.gl`). */
export interface PageGlobals {
  readonly onlySendDuoEvents?: boolean
  readonly duoEvents?: readonly string[]
  readonly snowplowStandardContext?: object
}

/** A call of `InternalEvents.trackEvent`, and what Snowplow and the end point get of it in GitLab. */
export interface CallRow {
  /** The rule, in words. */
  readonly rule: string
  /** The file of GitLab's front end that says so. */
  readonly source: string
  /** Default: `view_package_page`, which declares `label` alone. */
  readonly event?: string
  readonly properties?: object
  readonly category?: string | null
  /** Default: one with a user. */
  readonly page?: PageContext
  /** `data-page` of the body. Default: `packages:show`. */
  readonly dataPage?: string | null
  readonly gl?: PageGlobals
  /** Fields of the payload; `undefined` where nothing is sent. */
  readonly sends: Record<string, unknown> | undefined
  /** `extra` of the standard context. Default: none. */
  readonly extra?: Record<string, unknown>
  /** False where nothing is posted to the end point that counts. */
  readonly counts?: false
  readonly throws?: string
}

const NO_CATEGORY = 'Tracking: no category provided for tracking.'
const inherited = (properties: AdditionalProperties): object => Object.create(properties)

export const CALL_ROWS: readonly CallRow[] = [
  {
    rule: 'the page gives the category',
    source: 'tracking/dispatch_snowplow_event.js',
    sends: { se_ca: 'packages:show', se_ac: 'view_package_page' },
  },
  {
    rule: 'a category that is given wins',
    source: 'tracking/dispatch_snowplow_event.js',
    category: 'own',
    sends: { se_ca: 'own' },
  },
  {
    rule: 'built-in properties that are not declared are sent',
    source: 'tracking/internal_events.js',
    properties: { label: 'npm', property: 'p', value: 3 },
    sends: { se_la: 'npm', se_pr: 'p', se_va: '3' },
  },
  {
    rule: 'a value of null is sent as 0',
    source: 'tracking/dispatch_snowplow_event.js',
    properties: { value: null },
    sends: { se_va: '0' },
  },
  {
    rule: 'a value of 0 is sent',
    source: 'tracking/dispatch_snowplow_event.js',
    properties: { value: 0 },
    sends: { se_va: '0' },
  },
  {
    rule: 'a value of undefined is not sent',
    source: 'tracking/dispatch_snowplow_event.js',
    properties: { value: undefined },
    sends: { se_va: undefined },
  },
  {
    rule: 'a label of null is not sent',
    source: 'tracking/dispatch_snowplow_event.js',
    properties: { label: null },
    sends: { se_la: undefined },
  },
  {
    rule: 'custom properties travel as extra',
    source: 'tracking/internal_events.js',
    event: 'filter_package_list',
    properties: { label: 'npm', visibility: 'public' },
    sends: { se_la: 'npm' },
    extra: { visibility: 'public' },
  },
  {
    rule: 'the page adds extra, and that of the call wins',
    source: 'tracking/get_standard_context.js',
    event: 'filter_package_list',
    properties: { visibility: 'public' },
    gl: { snowplowStandardContext: { data: { extra: { visibility: 'none', theme: 'dark' } } } },
    sends: {},
    extra: { visibility: 'public', theme: 'dark' },
  },
  ...(['label', 'property', 'value'] as const).map((key) => {
    const type = key === 'value' ? 'number' : 'string'
    return {
      rule: `a ${key} of a wrong type throws`,
      source: 'tracking/utils.js',
      properties: { [key]: true },
      sends: undefined,
      counts: false as const,
      throws: `${key} should be of type: ${type}. Provided type is: boolean.`,
    }
  }),
  {
    rule: 'an inherited label of a wrong type throws',
    source: 'tracking/utils.js',
    properties: inherited({ label: 5 as never }),
    sends: undefined,
    counts: false,
    throws: 'label should be of type: string. Provided type is: number.',
  },
  {
    rule: 'an inherited label is checked, but not sent',
    source: 'tracking/utils.js',
    properties: inherited({ label: 'npm' }),
    sends: { se_la: undefined },
  },
  ...[
    { rule: 'an empty category', category: '' },
    { rule: 'a category of null', category: null },
    { rule: 'a page with an empty category', dataPage: '' },
    {
      rule: 'a page without a category',
      dataPage: null,
      page: { user: { id: 1 }, category: null },
    },
  ].map((row) => ({
    ...row,
    rule: `${row.rule} throws, when the event has been posted`,
    source: 'tracking/dispatch_snowplow_event.js',
    sends: undefined,
    throws: NO_CATEGORY,
  })),
  {
    rule: 'no category is needed where Snowplow does not run',
    source: 'tracking/tracking.js',
    category: '',
    page: { user: { id: 1 }, snowplow: false },
    sends: undefined,
  },
  {
    rule: 'nothing is posted without a user',
    source: 'api.js',
    page: {},
    sends: { se_ac: 'view_package_page' },
    counts: false,
  },
  {
    rule: 'a page that sends Duo events alone sends no others',
    source: 'tracking/utils.js',
    gl: { onlySendDuoEvents: true, duoEvents: ['pull_package'] },
    sends: undefined,
    counts: false,
  },
  {
    rule: 'nor does it check their properties',
    source: 'tracking/utils.js',
    gl: { onlySendDuoEvents: true },
    properties: { label: 5 },
    sends: undefined,
    counts: false,
  },
  {
    rule: 'a page that sends Duo events alone sends these',
    source: 'tracking/utils.js',
    gl: { onlySendDuoEvents: true, duoEvents: ['view_package_page'] },
    sends: { se_ac: 'view_package_page' },
  },
  {
    rule: 'the list of Duo events alone leaves nothing out',
    source: 'tracking/utils.js',
    gl: { onlySendDuoEvents: false, duoEvents: [] },
    sends: { se_ac: 'view_package_page' },
  },
  {
    rule: 'a call without a name does nothing',
    source: 'tracking/utils.js',
    event: '',
    properties: { label: 5 },
    sends: undefined,
    counts: false,
  },
]
