/** Every key that `payload_data` 1-0-4 knows. */
const KEYS = new Set(
  `tna aid p dtm tz e tid eid tv duid nuid uid vid ip res url page refr fp ctype cookie lang f_pdf
  f_qt f_realp f_wma f_dir f_fla f_java f_gears f_ag cd ds cs vp mac pp_mix pp_max pp_miy pp_may
  ad_ba ad_ca ad_ad ad_uid tr_id tr_af tr_tt tr_tx tr_sh tr_ci tr_st tr_co tr_cu ti_id ti_sk ti_nm
  ti_na ti_ca ti_pr ti_qu ti_cu sa sn st sp se_ca se_ac se_la se_pr se_va ue_na ue_pr ue_px co cx
  ua tnuid stm sid ttm`.split(/\s+/),
)

const REQUIRED = ['tv', 'p', 'e']

/** The reason for a refusal. */
export interface Reason {
  /** The field of the payload, if the reason is about one. */
  readonly field?: string
  /** The schema that data in the field breaks, and the place in that data. */
  readonly schema?: string
  readonly path?: string
  readonly message: string
}

/**
 * Lists how an item of a POST breaks the schema `payload_data`: known keys only, all values strings,
 * `tv`, `p` and `e` present. The real pipeline refuses a whole request for one such item.
 *
 * Source: `com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4` of Iglu Central.
 */
export function payloadDataViolations(item: Readonly<Record<string, unknown>>): Reason[] {
  const reasons: Reason[] = []
  for (const field of Object.keys(item)) {
    const value = item[field]
    if (!KEYS.has(field)) {
      reasons.push({ field, message: `${field} is not a field of payload_data` })
    } else if (typeof value !== 'string') {
      const type = value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`
      reasons.push({ field, message: `${field} should be a string, but is ${type}` })
    }
  }
  return [...reasons, ...missingFields(item)]
}

/** Lists the missing fields among those that every event needs, however it was sent. */
export function missingFields(item: Readonly<Record<string, unknown>>): Reason[] {
  return REQUIRED.filter((field) => !Object.hasOwn(item, field)).map((field) => ({
    field,
    message: `${field} is missing`,
  }))
}
