/** The columns of an enriched event, in their order. Every event has all; most are `null`. */
export const COLUMNS: readonly string[] =
  `app_id platform etl_tstamp collector_tstamp dvce_created_tstamp event event_id txn_id
  name_tracker v_tracker v_collector v_etl user_id user_ipaddress user_fingerprint domain_userid
  domain_sessionidx network_userid geo_country geo_region geo_city geo_zipcode geo_latitude
  geo_longitude geo_region_name ip_isp ip_organization ip_domain ip_netspeed page_url page_title
  page_referrer page_urlscheme page_urlhost page_urlport page_urlpath page_urlquery
  page_urlfragment refr_urlscheme refr_urlhost refr_urlport refr_urlpath refr_urlquery
  refr_urlfragment refr_medium refr_source refr_term mkt_medium mkt_source mkt_term mkt_content
  mkt_campaign contexts se_category se_action se_label se_property se_value unstruct_event
  tr_orderid tr_affiliation tr_total tr_tax tr_shipping tr_city tr_state tr_country ti_orderid
  ti_sku ti_name ti_category ti_price ti_quantity pp_xoffset_min pp_xoffset_max pp_yoffset_min
  pp_yoffset_max useragent br_name br_family br_version br_type br_renderengine br_lang
  br_features_pdf br_features_flash br_features_java br_features_director br_features_quicktime
  br_features_realplayer br_features_windowsmedia br_features_gears br_features_silverlight
  br_cookies br_colordepth br_viewwidth br_viewheight os_name os_family os_manufacturer os_timezone
  dvce_type dvce_ismobile dvce_screenwidth dvce_screenheight doc_charset doc_width doc_height
  tr_currency tr_total_base tr_tax_base tr_shipping_base ti_currency ti_price_base base_currency
  geo_timezone mkt_clickid mkt_network etl_tags dvce_sent_tstamp refr_domain_userid
  refr_dvce_tstamp derived_contexts domain_sessionid derived_tstamp event_vendor event_name
  event_format event_version event_fingerprint true_tstamp`.split(/\s+/)

type Read = (text: string) => unknown

const asText: Read = (text) => text
const asNumber: Read = (text) => {
  const number = Number(text)
  return text.trim() === '' || Number.isNaN(number) ? null : number
}
const asTime: Read = (text) => {
  const time = asNumber(text)
  const date = new Date(typeof time === 'number' ? time : Number.NaN)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}
const asFlag: Read = (text) => (text === '1' ? true : text === '0' ? false : null)
const side =
  (index: 0 | 1): Read =>
  (text) => {
    const [, ...sizes] = /^(\d+)x(\d+)$/.exec(text) ?? []
    return sizes[index] === undefined ? null : Number(sizes[index])
  }

const texts = (fields: Record<string, string>): [string, string, Read][] =>
  Object.entries(fields).map(([field, column]) => [field, column, asText])
const numbers = (fields: Record<string, string>): [string, string, Read][] =>
  Object.entries(fields).map(([field, column]) => [field, column, asNumber])

/**
 * The fields of the wire, with the column that each becomes and the function that reads it.
 *
 * Source: Snowplow's tracker protocol and enrich.
 */
export const FIELDS: readonly (readonly [field: string, column: string, read: Read])[] = [
  ...texts({
    aid: 'app_id',
    p: 'platform',
    eid: 'event_id',
    tid: 'txn_id',
    tna: 'name_tracker',
    tv: 'v_tracker',
    uid: 'user_id',
    ip: 'user_ipaddress',
    fp: 'user_fingerprint',
    duid: 'domain_userid',
    nuid: 'network_userid',
    tnuid: 'network_userid',
    sid: 'domain_sessionid',
    url: 'page_url',
    page: 'page_title',
    refr: 'page_referrer',
    se_ca: 'se_category',
    se_ac: 'se_action',
    se_la: 'se_label',
    se_pr: 'se_property',
    tr_id: 'tr_orderid',
    tr_af: 'tr_affiliation',
    tr_ci: 'tr_city',
    tr_st: 'tr_state',
    tr_co: 'tr_country',
    tr_cu: 'tr_currency',
    ti_id: 'ti_orderid',
    ti_sk: 'ti_sku',
    ti_nm: 'ti_name',
    ti_na: 'ti_name',
    ti_ca: 'ti_category',
    ti_cu: 'ti_currency',
    ua: 'useragent',
    lang: 'br_lang',
    cd: 'br_colordepth',
    tz: 'os_timezone',
    cs: 'doc_charset',
  }),
  ...numbers({
    vid: 'domain_sessionidx',
    se_va: 'se_value',
    tr_tt: 'tr_total',
    tr_tx: 'tr_tax',
    tr_sh: 'tr_shipping',
    ti_pr: 'ti_price',
    ti_qu: 'ti_quantity',
    pp_mix: 'pp_xoffset_min',
    pp_max: 'pp_xoffset_max',
    pp_miy: 'pp_yoffset_min',
    pp_may: 'pp_yoffset_max',
  }),
  ['dtm', 'dvce_created_tstamp', asTime],
  ['stm', 'dvce_sent_tstamp', asTime],
  ['ttm', 'true_tstamp', asTime],
  ['cookie', 'br_cookies', asFlag],
  ['vp', 'br_viewwidth', side(0)],
  ['vp', 'br_viewheight', side(1)],
  ['res', 'dvce_screenwidth', side(0)],
  ['res', 'dvce_screenheight', side(1)],
  ['ds', 'doc_width', side(0)],
  ['ds', 'doc_height', side(1)],
]
