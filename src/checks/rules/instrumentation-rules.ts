import { printText, requireModule } from '../../foundation/index.ts'
import type { Project } from '../project.ts'
import type { Rule } from '../rule.ts'

const FOLDERS = ['', 'ee/'].map((edition) => `${edition}lib/gitlab/usage/metrics/instrumentations`)
/** The classes that GitLab chooses by the selection rules of a metric. */
const CHOSEN = new Set([
  'TotalCountMetric',
  'TotalSumMetric',
  'UniqueCountMetric',
  'UniqueTotalsMetric',
])

/** A class of Ruby that reads metrics. */
interface Instrumentation {
  readonly name: string
  readonly superclass: string | undefined
  readonly file: { readonly path: string; readonly text: string }
  readonly place: number
}

const known = new WeakMap<Project, readonly Instrumentation[]>()

/** Returns the classes in the sources of GitLab; none in a repository without them. */
function classesOf(project: Project): readonly Instrumentation[] {
  const before = known.get(project)
  if (before) return before
  const classes = readClasses(project)
  known.set(project, classes)
  return classes
}

function readClasses({ root }: Project): Instrumentation[] {
  const { globSync } = requireModule('tinyglobby')
  const { existsSync, readFileSync } = requireModule('node:fs')
  const { join } = requireModule('node:path')
  // A glob over the root would look into all folders of a repository that has none of these.
  const globs = FOLDERS.filter((folder) => existsSync(join(root, folder))).map(
    (folder) => `${folder}/**/*.rb`,
  )
  if (globs.length === 0) return []
  return globSync(globs, { cwd: root, followSymbolicLinks: false }).flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    const classes = text.matchAll(/^\s*class\s+([A-Z]\w*)(?:\s*<\s*([\w:]+))?/gm)
    return Array.from(classes, ({ index, 0: all, 1: name = '', 2: superclass }) => ({
      name,
      superclass: superclass?.split('::').at(-1),
      file: { path, text },
      place: index + all.indexOf(name),
    }))
  })
}

/** Returns the last parts of the names of classes that metrics have. */
function usedBy({ metrics }: Project): ReadonlySet<string> {
  const names = metrics.map(({ value }) => String(value['instrumentation_class'] ?? ''))
  return new Set(names.map((name) => name.split('::').at(-1) ?? ''))
}

export const unusedInstrumentation: Rule = {
  id: 'unused-instrumentation',
  severity: 'warning',
  summary: 'Each instrumentation class is that of a metric.',
  explain:
    'GitLab has a spec that every class under lib/gitlab/usage/metrics/instrumentations is used by a metric. Classes that others inherit from, and those that it chooses for internal events, need none. Only checked where the repository has that folder.',
  check(project, report) {
    const classes = classesOf(project)
    const parents = new Set(classes.map(({ superclass }) => superclass))
    const used = usedBy(project)
    for (const { name, superclass, file, place } of classes) {
      const isMetric = superclass !== undefined && name.endsWith('Metric')
      if (!isMetric || used.has(name) || parents.has(name) || CHOSEN.has(name)) continue
      report(file, {
        place,
        subject: name,
        message: `no metric has the instrumentation class ${name}`,
        remedy: 'Remove the class, or name it in a metric.',
      })
    }
  },
}

export const unknownInstrumentation: Rule = {
  id: 'unknown-instrumentation',
  severity: 'warning',
  summary: 'The instrumentation class of a metric exists.',
  explain:
    'GitLab cannot read a metric whose class is not there. Only checked where the repository has lib/gitlab/usage/metrics/instrumentations; removed metrics may name a class that is gone.',
  check(project, report) {
    const names = new Set(classesOf(project).map(({ name }) => name))
    if (names.size === 0) return
    for (const document of project.metrics) {
      const { instrumentation_class: name, status } = document.value
      if (typeof name !== 'string' || status === 'removed') continue
      if (names.has(name.split('::').at(-1) ?? '')) continue
      report(document, {
        path: ['instrumentation_class'],
        at: 'value',
        message: `there is no instrumentation class ${printText(name)}`,
        remedy: 'Correct the name, or add the class.',
      })
    }
  },
}
