import {
  ADDITIONAL,
  PROPERTY_ATTRIBUTES,
  parseAdditional,
  printAttribute,
  type TrackedElement,
} from '../../html/index.ts'

/** The place from which the front end takes a property. */
interface Source {
  readonly property: string
  /** The attribute, or the key in the JSON, that gives the property. */
  readonly name: string
  /** The attribute's value, where it gives the property. */
  readonly value: string | undefined
  /** `data-event-additional` as it stands, where it gives the property or is broken. */
  readonly raw: string | undefined
  readonly broken: boolean
}

export function sourceOf(field: string, { attributes }: TrackedElement): Source {
  const property = field.replace('additionalProperties.', '')
  const read = (name: string) => attributes.get(name)
  const { parsed, broken = false } = parseAdditional(read)
  const attribute = PROPERTY_ATTRIBUTES.get(property)
  const inJson = attribute === undefined || Object.hasOwn(Object(parsed), property)
  const additional = read(ADDITIONAL)
  return {
    property,
    name: inJson ? `"${property}" in ${ADDITIONAL}` : attribute,
    value: inJson ? undefined : read(attribute),
    raw:
      additional !== undefined && (broken || inJson)
        ? printAttribute(ADDITIONAL, additional)
        : undefined,
    broken,
  }
}
