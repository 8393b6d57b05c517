/** The type that an event's property has. */
export interface PropertyType {
  /** The type in words. */
  readonly wanted: string
  accepts(value: unknown): boolean
}

const TEXT: PropertyType = {
  wanted: 'a string',
  accepts: (value) => typeof value === 'string',
}
const NUMBER: PropertyType = { wanted: 'a finite number', accepts: Number.isFinite }
const CUSTOM: PropertyType = {
  wanted: 'a string or a finite number',
  accepts: (value) => TEXT.accepts(value) || NUMBER.accepts(value),
}
const BASE_PROPERTIES = new Map([
  ['label', TEXT],
  ['property', TEXT],
  ['value', NUMBER],
])

export function isBaseProperty(key: string): boolean {
  return BASE_PROPERTIES.has(key)
}

export function propertyType(key: string): PropertyType {
  return BASE_PROPERTIES.get(key) ?? CUSTOM
}

/** The names of properties that lodash never sets, so that the front end drops them. */
export const DROPPED_PROPERTIES: readonly string[] = ['__proto__', 'constructor', 'prototype']
