import type { InternalEventsApi, Project } from 'internal-events-testing'
import type { Package, User } from './registry'

/** Summaries of packages, of which the language is tracked and not the text. */
export class Summaries {
  readonly #trackInternalEvent: InternalEventsApi['trackInternalEvent']

  constructor(trackInternalEvent: InternalEventsApi['trackInternalEvent']) {
    this.#trackInternalEvent = trackInternalEvent
  }

  write(user: User, project: Project, { type, name }: Package, language: string): string {
    this.#trackInternalEvent('summarize_package', {
      user,
      project,
      additionalProperties: { label: type, property: language },
    })
    return `${name} is a package for ${type}.`
  }
}
