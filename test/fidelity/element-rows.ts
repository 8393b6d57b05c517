/** The attributes of an element, and what GitLab's front end makes of them. */
export interface ElementRow {
  /** The rule, in words. */
  readonly rule: string
  /** The file of GitLab's `app/assets/javascripts/tracking` that says so. */
  readonly source: string
  readonly attributes: string
  /** The data that the front end sends; `undefined` where nothing is sent. */
  readonly sends: Record<string, unknown> | undefined
  /** The part that refuses it, where nothing is sent. */
  readonly refusedBy?: 'the front end throws' | 'tracking refuses it'
  /** The data that a click passes to `trackEvent`, where the front end sends it in another form. */
  readonly passes?: Record<string, unknown>
  readonly onLoad?: boolean
}

const json = (value: unknown) => `data-event-additional='${JSON.stringify(value)}'`

/** Every rule of the front end, for whatever holds the HTML. */
export const ELEMENT_ROWS: readonly ElementRow[] = [
  { rule: 'no properties', source: 'utils.js', attributes: '', sends: {} },
  {
    rule: 'label and property as they are',
    source: 'utils.js',
    attributes: 'data-event-label="npm" data-event-property="newest first"',
    sends: { label: 'npm', property: 'newest first' },
  },
  {
    rule: 'empty label and property are kept',
    source: 'utils.js',
    attributes: 'data-event-label="" data-event-property',
    sends: { label: '', property: '' },
  },
  {
    rule: 'a whole number',
    source: 'utils.js',
    attributes: 'data-event-value="20"',
    sends: { value: 20 },
  },
  {
    rule: 'a negative number',
    source: 'utils.js',
    attributes: 'data-event-value="-5"',
    sends: { value: -5 },
  },
  {
    rule: 'a fraction is cut',
    source: 'utils.js',
    attributes: 'data-event-value="3.7"',
    sends: { value: 3 },
  },
  {
    rule: 'a number with a unit',
    source: 'utils.js',
    attributes: 'data-event-value="12px"',
    sends: { value: 12 },
  },
  {
    rule: 'a number after space',
    source: 'utils.js',
    attributes: 'data-event-value=" 7 "',
    sends: { value: 7 },
  },
  {
    rule: 'an exponent is not read',
    source: 'utils.js',
    attributes: 'data-event-value="1e3"',
    sends: { value: 1 },
  },
  { rule: 'zero is dropped', source: 'utils.js', attributes: 'data-event-value="0"', sends: {} },
  {
    rule: 'hexadecimal is zero, hence dropped',
    source: 'utils.js',
    attributes: 'data-event-value="0x10"',
    sends: {},
  },
  {
    rule: 'no number is dropped',
    source: 'utils.js',
    attributes: 'data-event-value="many"',
    sends: {},
  },
  {
    rule: 'an empty value is dropped',
    source: 'utils.js',
    attributes: 'data-event-value=""',
    sends: {},
  },
  {
    rule: 'additional properties',
    source: 'utils.js',
    attributes: json({ visibility: 'public' }),
    sends: { visibility: 'public' },
  },
  {
    rule: 'additional properties override the others',
    source: 'utils.js',
    attributes: `data-event-label="npm" data-event-value="20" ${json({ label: 'maven', value: 0 })}`,
    sends: { label: 'maven', value: 0 },
  },
  {
    rule: 'broken JSON is ignored',
    source: 'utils.js',
    attributes: `data-event-label="npm" data-event-additional='{"visibility": public}'`,
    sends: { label: 'npm' },
  },
  {
    rule: 'empty JSON is ignored',
    source: 'utils.js',
    attributes: 'data-event-additional=""',
    sends: {},
  },
  { rule: 'null gives nothing', source: 'utils.js', attributes: json(null), sends: {} },
  { rule: 'a number gives nothing', source: 'utils.js', attributes: json(3), sends: {} },
  {
    rule: 'an array gives its indices',
    source: 'utils.js',
    attributes: json(['a', 'b']),
    sends: { 0: 'a', 1: 'b' },
  },
  {
    rule: 'a string gives its letters',
    source: 'utils.js',
    attributes: json('ab'),
    sends: { 0: 'a', 1: 'b' },
  },
  {
    rule: 'names that lodash does not set are dropped',
    source: 'utils.js',
    attributes: `data-event-label="npm" data-event-additional='{"__proto__": {"label": "gem"}, "constructor": "c", "prototype": 1}'`,
    sends: { label: 'npm' },
  },
  {
    rule: 'a value of null is sent as 0',
    source: 'dispatch_snowplow_event.js',
    attributes: json({ value: null }),
    sends: { value: 0 },
    passes: { value: null },
  },
  {
    rule: 'a label that is no string throws',
    source: 'utils.js',
    attributes: json({ label: 5 }),
    sends: undefined,
    refusedBy: 'the front end throws',
  },
  {
    rule: 'a value that is no number throws',
    source: 'utils.js',
    attributes: json({ value: '5' }),
    sends: undefined,
    refusedBy: 'the front end throws',
  },
  {
    rule: 'falsy values of any type pass, but not at the end point that counts',
    source: 'dispatch_snowplow_event.js, event_validator.rb',
    attributes: json({ label: 0, property: false, value: '' }),
    sends: undefined,
    refusedBy: 'tracking refuses it',
    passes: { label: 0, property: false, value: '' },
  },
  {
    rule: 'quotes, newlines and unicode',
    source: 'utils.js',
    attributes: 'data-event-label="&quot;a&quot;&#10;b &lt;\u{1F4E6}>"',
    sends: { label: '"a"\nb <\u{1F4E6}>' },
  },
  {
    rule: 'loads with "true"',
    source: 'internal_events.js',
    attributes: 'data-event-tracking-load="true"',
    sends: {},
    onLoad: true,
  },
  {
    rule: 'loads with nothing else',
    source: 'internal_events.js',
    attributes: 'data-event-tracking-load',
    sends: {},
  },
  {
    rule: 'not with "TRUE"',
    source: 'internal_events.js',
    attributes: 'data-event-tracking-load="TRUE"',
    sends: {},
  },
  {
    rule: 'not with "1"',
    source: 'internal_events.js',
    attributes: 'data-event-tracking-load="1"',
    sends: {},
  },
]
