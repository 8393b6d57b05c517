import { requireModule } from './require-module.ts'

/** Makes a UUID of version 4, also where jsdom has no function for it. */
export function randomUuid(): string {
  return globalThis.crypto?.randomUUID?.() ?? requireModule('node:crypto').randomUUID()
}
