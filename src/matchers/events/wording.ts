import type { Subject } from '../../assertions/index.ts'

/** The words in which messages speak of a subject, and of the terms of a claim about it. */
export interface Wording {
  /** The one that triggers the events. */
  readonly actor: string
  /** The place of the code that tracks them. */
  readonly place: string
  /** The term that says which fields are expected. */
  readonly fields: string
  /** The positive matcher. */
  readonly matcher: string
  /** The term that says how often. */
  readonly times: (count: number) => string
}

const BLOCK: Wording = {
  actor: 'the block',
  place: ' in the block',
  fields: '.with()',
  matcher: 'toTriggerInternalEvents',
  times: (count) => `.times(${count})`,
}

const PAGE: Wording = {
  actor: 'the page',
  place: '',
  fields: 'with',
  matcher: 'toHaveTriggered',
  times: (count) => `times: ${count}`,
}

export function wordingOf(subject: Subject): Wording {
  return subject === 'internalEvents' ? PAGE : BLOCK
}
