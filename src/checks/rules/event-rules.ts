import { isMapping } from '../../foundation/index.ts'
import type { DefinitionDocument } from '../document.ts'
import { printPath } from '../print-path.ts'
import { fileRule, type Rule } from '../rule.ts'

export const internalCategory: Rule = fileRule({
  among: ({ events }) => events,
  id: 'internal-category',
  severity: 'error',
  summary: 'An internal event has no category.',
  explain:
    'A category belongs to events of older systems. GitLab has a spec that no internal event has one: the class that tracks the event gives it.',
  example: {
    wrong: 'internal_events: true\ncategory: ide_edit',
    right: 'internal_events: true',
  },
  check(document, report) {
    const { value } = document
    if (value['internal_events'] !== true || value['category'] === undefined) return
    report(document, {
      path: ['category'],
      message: 'an internal event has no category',
      remedy: 'Remove it; the code that tracks the event gives one.',
    })
  },
})

const IDENTIFIERS = new Set(['user', 'project', 'namespace'])

export const identifierAsProperty: Rule = fileRule({
  among: ({ events }) => events,
  id: 'identifier-as-property',
  severity: 'warning',
  summary: 'Identifiers stand under identifiers.',
  explain:
    'GitLab drops user, project and namespace from additional_properties: they are arguments of their own. Declare them under identifiers.',
  example: {
    wrong: 'additional_properties:\n  project:',
    right: 'identifiers:\n- project',
  },
  check(document, report) {
    const properties = document.value['additional_properties']
    if (!isMapping(properties)) return
    for (const key of Object.keys(properties)) {
      if (!IDENTIFIERS.has(key)) continue
      report(document, {
        path: ['additional_properties', key],
        message: `${key} is an identifier, and GitLab drops it from additional_properties`,
        remedy: `Declare it under identifiers.`,
      })
    }
  },
})

export const undescribedProperty: Rule = fileRule({
  among: ({ events }) => events,
  id: 'undescribed-property',
  severity: 'warning',
  summary: 'Each additional property has a description.',
  explain:
    'Nobody can analyse a property whose values nobody knows. Older schemas of GitLab require the description.',
  example: {
    wrong: 'additional_properties:\n  label:',
    right: 'additional_properties:\n  label:\n    description: The type of the package',
  },
  check(document, report) {
    const properties = document.value['additional_properties']
    if (!isMapping(properties)) return
    for (const [key, property] of Object.entries(properties)) {
      const isTold = isMapping(property) && property['description'] != null
      const isOther = property !== null && !isMapping(property)
      if (isTold || isOther || IDENTIFIERS.has(key)) continue
      const path = ['additional_properties', key]
      report(document, {
        path,
        message: `${printPath(path)} has no description`,
        remedy: 'Say which values it has.',
      })
    }
  },
})

export const duplicateEvent: Rule = {
  id: 'duplicate-event',
  severity: 'error',
  summary: 'No two internal events share an action.',
  explain:
    'The action is the name of the event, so nobody could tell which of two definitions counts. Events of older systems may share one, and so may a removed event and the one that took its place.',
  check({ events }, report) {
    const seen = new Map<string, DefinitionDocument>()
    for (const document of events) {
      const { event } = document
      if (!event?.internal || event.removed) continue
      const earlier = seen.get(event.action)
      if (!earlier) seen.set(event.action, document)
      else {
        report(document, {
          path: ['action'],
          message: `the action is already that of ${earlier.path}`,
          remedy: 'Remove or rename one of them.',
        })
      }
    }
  },
}
