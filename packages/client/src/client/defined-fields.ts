/** Returns the fields that have a value. One that is `undefined` is as good as left out. */
export function definedFields<Fields extends object>(fields: Fields): Fields {
  const defined: Fields = { ...fields }
  for (const key of Object.keys(fields) as (keyof Fields)[]) {
    if (fields[key] === undefined) delete defined[key]
  }
  return defined
}
