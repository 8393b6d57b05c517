import { printId, printWord } from '../collector/index.ts'
import { isBaseProperty } from '../definitions/index.ts'
import { printable } from '../foundation/index.ts'
import type { SentEvent } from '../snowplow/index.ts'

/** The fields of an event, as texts that cannot steer a terminal. */
export interface EventFields {
  readonly identifiers: ReadonlyMap<string, string>
  /** Label, property and value. */
  readonly base: ReadonlyMap<string, string>
  /** The properties that have names of their own, and the namespaces that enable the feature. */
  readonly custom: ReadonlyMap<string, string>
}

/** Prints what an event carries, field by field. */
export function eventFields(event: SentEvent): EventFields {
  const { user, namespace, project, featureEnabledByNamespaceIds: enabledBy } = event
  const properties = Object.entries(event.additionalProperties).map(
    ([name, value]) => [printable(name), printable(printWord(value))] as const,
  )
  const isBase = ([name]: readonly [string, string]) => isBaseProperty(name)
  return {
    identifiers: new Map(
      Object.entries({ user, namespace, project }).flatMap(([name, one]) =>
        one ? [[name, printable(printId(one.id))] as const] : [],
      ),
    ),
    base: new Map(properties.filter(isBase)),
    custom: new Map([
      ...properties.filter((property) => !isBase(property)),
      ...(enabledBy ? [['enabled_by', printable(printWord(enabledBy))] as const] : []),
    ]),
  }
}

/** Prints fields as `label=npm value=4`. */
export function printFields(fields: ReadonlyMap<string, string>): string {
  return Array.from(fields, ([name, text]) => `${name}=${text}`).join(' ')
}
