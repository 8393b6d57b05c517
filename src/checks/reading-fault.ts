import type { YamlPath } from './yaml-places.ts'

/** The ids of what can be wrong before anybody looks at the content of a file. */
export type ReadingRule =
  | 'unreadable-file'
  | 'file-too-large'
  | 'not-utf8'
  | 'invalid-yaml'
  | 'yaml-alias'
  | 'not-a-mapping'
  | 'byte-order-mark'
  | 'duplicate-key'
  | 'several-documents'
  | 'unloadable-value'

/** A fault that was met while a file was read. */
export interface ReadingFault {
  readonly rule: ReadingRule
  readonly message: string
  /** The place in the text, or in a file whose text nobody knows. */
  readonly at: number | { readonly line: number; readonly column: number }
  readonly path?: YamlPath
}

/** Thrown while a file is read, and caught by what reads them all. */
export class Unreadable extends Error {
  readonly fault: ReadingFault

  constructor(fault: ReadingFault) {
    super(fault.message)
    this.fault = fault
  }
}

/** Makes the error for a file whose content cannot be used. */
export function unreadableFor(
  rule: ReadingRule,
  message: string,
  at: ReadingFault['at'],
): Unreadable {
  return new Unreadable({ rule, message, at })
}
