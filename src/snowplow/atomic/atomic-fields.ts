import {
  ADDRESS,
  DECIMAL,
  FLAG,
  INTEGER,
  type Kind,
  PLATFORM,
  SIZE,
  TEXT,
  TIME,
  UUID,
} from './kinds.ts'

/** A field of the wire, with the column or columns that it becomes. */
export interface AtomicField {
  readonly field: string
  readonly columns: readonly string[]
  readonly kind: Kind
  /** The number of characters that the column may have. */
  readonly longest?: number | undefined
}

/** The columns of text, with the characters that they may have. */
const TEXTS = {
  aid: ['app_id', 255],
  tna: ['name_tracker', 128],
  tv: ['v_tracker', 100],
  cv: ['v_collector', 100],
  uid: ['user_id', 255],
  fp: ['user_fingerprint', 128],
  duid: ['domain_userid', 128],
  nuid: ['network_userid', 128],
  tnuid: ['network_userid', 128],
  ua: ['useragent', 1000],
  lang: ['br_lang', 255],
  cd: ['br_colordepth', 12],
  tz: ['os_timezone', 255],
  url: ['page_url', 10_000],
  page: ['page_title', 2000],
  refr: ['page_referrer', 10_000],
  cs: ['doc_charset', 128],
  // The older names of those that follow.
  ev_ca: ['se_category', 1000],
  ev_ac: ['se_action', 1000],
  ev_la: ['se_label', 1000],
  ev_pr: ['se_property', 1000],
  se_ca: ['se_category', 1000],
  se_ac: ['se_action', 1000],
  se_la: ['se_label', 1000],
  se_pr: ['se_property', 1000],
  tr_id: ['tr_orderid', 255],
  tr_af: ['tr_affiliation', 255],
  tr_ci: ['tr_city', 255],
  tr_st: ['tr_state', 255],
  tr_co: ['tr_country', 255],
  tr_cu: ['tr_currency', 3],
  ti_id: ['ti_orderid', 255],
  ti_sk: ['ti_sku', 255],
  ti_na: ['ti_name', 255],
  ti_nm: ['ti_name', 255],
  ti_ca: ['ti_category', 255],
  ti_cu: ['ti_currency', 3],
} as const

/** The other columns, by their kind. */
const OTHERS: readonly (readonly [Kind, Readonly<Record<string, string>>])[] = [
  [PLATFORM, { p: 'platform' }],
  [UUID, { eid: 'event_id', sid: 'domain_sessionid' }],
  [TIME, { dtm: 'dvce_created_tstamp', stm: 'dvce_sent_tstamp', ttm: 'true_tstamp' }],
  [
    INTEGER,
    {
      tid: 'txn_id',
      vid: 'domain_sessionidx',
      ti_qu: 'ti_quantity',
      pp_mix: 'pp_xoffset_min',
      pp_max: 'pp_xoffset_max',
      pp_miy: 'pp_yoffset_min',
      pp_may: 'pp_yoffset_max',
    },
  ],
  [
    DECIMAL,
    {
      ev_va: 'se_value',
      se_va: 'se_value',
      tr_tt: 'tr_total',
      tr_tx: 'tr_tax',
      tr_sh: 'tr_shipping',
      ti_pr: 'ti_price',
    },
  ],
  [
    FLAG,
    {
      cookie: 'br_cookies',
      f_pdf: 'br_features_pdf',
      f_fla: 'br_features_flash',
      f_java: 'br_features_java',
      f_dir: 'br_features_director',
      f_qt: 'br_features_quicktime',
      f_realp: 'br_features_realplayer',
      f_wma: 'br_features_windowsmedia',
      f_gears: 'br_features_gears',
      f_ag: 'br_features_silverlight',
    },
  ],
  [
    SIZE,
    {
      res: 'dvce_screenwidth dvce_screenheight',
      vp: 'br_viewwidth br_viewheight',
      ds: 'doc_width doc_height',
    },
  ],
]

/**
 * The fields of the wire that become columns. Where two become one column, the later is preferred.
 *
 * Source: Snowplow's tracker protocol, enrich, and the schema `atomic` of its events.
 */
export const ATOMIC_FIELDS: readonly AtomicField[] = [
  { field: 'ip', columns: ['user_ipaddress'], kind: ADDRESS, longest: 128 },
  ...Object.entries(TEXTS).map(([field, [column, longest]]) => ({
    field,
    columns: [column],
    kind: TEXT,
    longest,
  })),
  ...OTHERS.flatMap(([kind, fields]) =>
    Object.entries(fields).map(([field, columns]) => ({
      field,
      columns: columns.split(' '),
      kind,
    })),
  ),
]
