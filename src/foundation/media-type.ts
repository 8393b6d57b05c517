import type { MIMEType } from 'node:util'
import { requireModule } from './require-module.ts'

/** Reads a `content-type`; returns `undefined` for one that is not a valid media type. */
export function readMediaType(contentType: string): MIMEType | undefined {
  if (contentType === '') return undefined
  const { MIMEType } = requireModule('node:util')
  try {
    return new MIMEType(contentType)
  } catch {
    return undefined
  }
}
