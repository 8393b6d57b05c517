import { requireModule } from '../foundation/index.ts'

/** Returns a short text that stands for a longer one. */
export function digest(text: string): string {
  return requireModule('node:crypto').createHash('sha256').update(text).digest('hex').slice(0, 32)
}
