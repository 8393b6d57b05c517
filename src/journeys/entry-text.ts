import { shorten } from '../foundation/index.ts'
import { IDENTITIES, type JourneyEntry } from './journey-contract.ts'

/** Tells which event an entry declares, on one line: `"pull_package", label "npm", user#1`. */
export function entryText({
  texts,
  value,
  properties,
  identities,
  contexts,
}: JourneyEntry): string {
  const { action, ...others } = texts
  const print = (each: unknown) => (each === null ? 'none' : JSON.stringify(each))
  const parts = [
    action == null ? 'any event' : JSON.stringify(action),
    ...Object.entries(others).map(([field, text]) => `${field} ${print(text)}`),
    ...(value === undefined ? [] : [`value ${print(value)}`]),
    ...Object.entries(properties).map(([name, property]) => `${name} ${print(property)}`),
    ...IDENTITIES.flatMap((kind) => {
      const label = identities[kind]
      return label === undefined ? [] : [label ?? `${kind} none`]
    }),
    ...Object.keys(contexts).map((name) => `context ${name}`),
  ]
  return shorten(parts.join(', '), 120)
}
