/** Returns the fields that have a value. One that is `undefined` is as good as left out. */
export function definedFields<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Fields
}
