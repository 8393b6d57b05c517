import { isMapping, readMediaType } from '../../foundation/index.ts'

const FORM = 'application/x-www-form-urlencoded'
const NESTED = /^([^[]+)\[([^\]]+)\]$/

/** Reads the parameters of a request, as JSON or a form. Returns `undefined` for anything else. */
export function readParameters(
  contentType: string,
  text: string,
): Readonly<Record<string, unknown>> | undefined {
  if (readMediaType(contentType)?.essence === FORM) return readForm(text)
  try {
    const value: unknown = JSON.parse(text || '{}')
    return isMapping(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Reads a form, one level deep, as in `additional_properties[label]=npm`. */
function readForm(text: string): Record<string, unknown> {
  const parameters = new Map<string, unknown>()
  const nested = new Map<string, Map<string, string>>()
  for (const [key, value] of new URLSearchParams(text)) {
    const [, outer, inner] = NESTED.exec(key) ?? []
    if (outer === undefined || inner === undefined) {
      parameters.set(key, value)
      nested.delete(key)
      continue
    }
    const known = nested.get(outer) ?? new Map<string, string>()
    nested.set(outer, known.set(inner, value))
  }
  for (const [key, values] of nested) parameters.set(key, Object.fromEntries(values))
  return Object.fromEntries(parameters)
}
