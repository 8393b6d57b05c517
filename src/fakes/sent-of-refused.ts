import type { RefusedCall } from '../tracking/index.ts'
import type { SentData } from './sent-data.ts'

/** Returns what a browser sends of a refused call; what it has sent in this process is recorded already. */
export function sentOfRefused({ name, browser }: RefusedCall): SentData | undefined {
  return browser && { name, additionalProperties: browser.additionalProperties }
}
