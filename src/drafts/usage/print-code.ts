import { printable } from '../../foundation/index.ts'
import { JAVASCRIPT, type Language } from './language.ts'
import type { Movement } from './sample-values.ts'
import type { UsageSubject } from './usage-subject.ts'

const IDENTIFIERS: ReadonlyMap<string, { readonly name: string; readonly value: string }> = new Map(
  [
    ['user', { name: 'user', value: '{ id: 1 }' }],
    ['project', { name: 'project', value: '{ id: 2, namespace: { id: 3 } }' }],
    ['namespace', { name: 'namespace', value: '{ id: 3 }' }],
    ['feature_enabled_by_namespace_ids', { name: 'featureEnabledByNamespaceIds', value: '[3, 4]' }],
  ],
)

/** Says what the function of an example stands in for: the package of the tests is not for production. */
export const STAND_IN = `// In production, your code imports a tracking module of your project, which tests replace:
// vi.mock('../src/tracking', () => import('internal-events-testing'))
`

/** Prints the constants that stand for identifiers, and returns their names. */
export function printIdentifiers(identifiers: readonly string[]): {
  readonly names: readonly string[]
  readonly constants: string
} {
  const known = identifiers.flatMap((name) => IDENTIFIERS.get(name) ?? [])
  return {
    names: known.map(({ name }) => name),
    constants: known.map(({ name, value }) => `const ${name} = ${value}\n`).join(''),
  }
}

/** Prints properties on one line: `{ label: 'string', value: 72 }`. */
export function printProperties({ values }: UsageSubject): string {
  return `{ ${[...values].map(([name, value]) => `${JAVASCRIPT.key(name)}: ${JAVASCRIPT.value(value)}`).join(', ')} }`
}

/** Prints properties with their descriptions, one a line, at an indent. */
export function printDescribed(
  { values, descriptions }: UsageSubject,
  indent: string,
  language: Language,
): string {
  return [...values]
    .map(([name, value]) => {
      const description = printable(descriptions.get(name) ?? 'TODO').trim()
      return `${indent}${language.key(name)}: ${language.value(value)}, ${language.comment} ${description}\n`
    })
    .join('')
}

/** Prints the claims on metrics of a chain, each on a line of its own. */
export function printMovements(movements: readonly Movement[], indent: string): string {
  return movements
    .map(({ by, keyPaths }) => {
      const names = keyPaths.map((path) => `\n${indent}  ${JAVASCRIPT.value(path)},`).join('')
      return `\n${indent}.and.toIncrementUsageMetrics(${names}\n${indent})${by === 1 ? '' : `.by(${by})`}`
    })
    .join('')
}
