import type { SelfDescribingSchema } from '../iglu-schema.ts'
import { each, listOf, object, type Rule, snowplowSchemas, text } from './snowplow-schema.ts'

/** Every key that an item of `payload_data` 1-0-4 may have. */
export const PAYLOAD_FIELDS: readonly string[] =
  `tna aid p dtm tz e tid eid tv duid nuid uid vid ip res url page refr fp ctype cookie lang f_pdf
  f_qt f_realp f_wma f_dir f_fla f_java f_gears f_ag cd ds cs vp mac pp_mix pp_max pp_miy pp_may
  ad_ba ad_ca ad_ad ad_uid tr_id tr_af tr_tt tr_tx tr_sh tr_ci tr_st tr_co tr_cu ti_id ti_sk ti_nm
  ti_na ti_ca ti_pr ti_qu ti_cu sa sn st sp se_ca se_ac se_la se_pr se_va ue_na ue_pr ue_px co cx
  ua tnuid stm sid ttm`.split(/\s+/)

/** The keys that every item of `payload_data` has. */
export const REQUIRED_FIELDS: readonly string[] = ['tv', 'p', 'e']

const described = object('schema data', { schema: text(), data: {} })

const WRAPPERS: Readonly<Record<string, Rule>> = {
  'contexts 1-0-0': { ...listOf(described), minItems: 1 },
  'contexts 1-0-1': listOf(described),
  'unstruct_event 1-0-0': described,
  'payload_data 1-0-4': {
    ...listOf(object(REQUIRED_FIELDS.join(' '), each(PAYLOAD_FIELDS.join(' '), text()))),
    minItems: 1,
  },
}

/** The envelopes of the tracker protocol, which the decoder checks by hand. */
export const SNOWPLOW_WRAPPERS: readonly SelfDescribingSchema[] = snowplowSchemas(
  'com.snowplowanalytics.snowplow',
  WRAPPERS,
)
