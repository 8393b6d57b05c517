import { DECIMAL, INSTANT } from '../index.ts'
import type { PayloadSql, SqlDialect, SqlValues } from '../sql/index.ts'

/** The values of a statement for ClickHouse, by their names. */
export class ClickHouseValues implements SqlValues {
  readonly byName: Record<string, string> = {}
  #count = 0

  text(value: string): string {
    return this.#add(value, 'String')
  }

  double(value: number): string {
    // As text, since clients refuse integers beyond 2^53.
    return `toFloat64(${this.text(String(value))})`
  }

  integer(digits: string): string {
    return this.#add(digits, 'UInt64')
  }

  time(time: number, microseconds?: number): string {
    return `toDateTime64(${this.text(timeText(new Date(time), microseconds))}, 6, 'UTC')`
  }

  texts(list: readonly string[]): string {
    return setOf(`JSONExtract(${this.text(JSON.stringify(list))}, 'Array(String)')`)
  }

  doubles(list: readonly number[]): string {
    return setOf(`arrayMap(x -> toFloat64(x) + 0, ${this.#split(list)})`)
  }

  integers(list: readonly string[]): string {
    return setOf(`arrayMap(x -> toUInt64(x), ${this.#split(list)})`)
  }

  #split(list: readonly (string | number)[]): string {
    return `splitByChar(',', ${this.text(list.join())})`
  }

  #add(value: string, type: string): string {
    const name = `p${this.#count++}`
    this.byName[name] = value
    return `{${name}:${type}}`
  }
}

/** Writes an array as a subquery: ClickHouse would make the array itself anew for each row. */
function setOf(array: string): string {
  return `(SELECT arrayJoin(${array}))`
}

/** Writes a time as ClickHouse reads it: `2026-05-31 12:00:00.123456`. */
export function timeText(time: Date, microseconds = 0): string {
  const text = time.toISOString()
  const digits = microseconds === 0 ? '' : String(microseconds).padStart(3, '0')
  return `${text.slice(0, 10)} ${text.slice(11, -1)}${digits}`
}

/** Makes the dialect of ClickHouse, of which a column with JSON is not needed. */
export function clickHouseDialect(table: string): SqlDialect<ClickHouseValues> {
  return {
    columns: {
      eventId: 'event',
      userId: 'user_id',
      namespaceId: `nullIf(toUInt64OrZero(splitByChar('/', namespace_path)[-2]), 0)`,
      timestamp: 'timestamp',
      microseconds: 'positiveModulo(toUnixTimestamp64Micro(timestamp), 1000)',
    },
    day: `formatDateTime(timestamp, '%F', 'UTC')`,
    extras: 'extras',
    source: `${table} FINAL`,
    fence: '',
    // Numbers in text to the last digit, which is the default of newer versions; ids with all digits.
    settings: 'SETTINGS precise_float_parsing = 1, output_format_json_quote_64bit_integers = 1',
    createValues: () => new ClickHouseValues(),
    payload,
    toDouble: (integer) => `toFloat64(${integer})`,
    toText: (integer) => integer,
    toMilliseconds: (time) => `toUnixTimestamp64Milli(${time})`,
    toMicroseconds: (time) => `toUnixTimestamp64Micro(${time})`,
  }
}

function payload(keys: readonly string[]): PayloadSql {
  const place = ['extras', ...keys].join(', ')
  const type = `JSONType(${place})`
  const isNumber = `${type} IN ('Int64', 'UInt64', 'Double')`
  const own = `JSONExtractFloat(${place})`
  const text = `JSONExtractString(${place})`
  // Adding 0 makes a 0 of -0.
  const read = `toFloat64OrNull(${text}) + 0`
  return {
    json: `nullIf(JSONExtractRaw(${place}), '')`,
    number: `multiIf(${isNumber}, ${own}, ${type} = 'String' AND match(${text}, '${DECIMAL}'), ${read}, NULL)`,
    ownNumber: `if(${isNumber}, ${own}, NULL)`,
    text: `multiIf(${type} = 'String', ${text}, ${type} = 'Bool', JSONExtractRaw(${place}), NULL)`,
    instant: `if(${type} = 'String' AND match(${text}, '${INSTANT}'), ${text}, NULL)`,
    isNull: `(${type} = 'Null')`,
  }
}
