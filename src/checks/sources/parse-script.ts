import type { ParserPlugin } from '@babel/parser'
import type { Node } from '@babel/types'
import { refuseMissing, requireModule } from '../../foundation/index.ts'
import type { SourceFault } from './tracking-call.ts'

/** The languages that the parser has to be told of: `a<b>(c)` is something else in each. */
export type Dialect = 'js' | 'ts' | 'tsx'

const PLUGINS: Readonly<Record<Dialect, ParserPlugin[]>> = {
  js: ['jsx', 'flow', 'decorators-legacy'],
  ts: ['typescript', 'decorators-legacy'],
  tsx: ['typescript', 'jsx', 'decorators-legacy'],
}

/** Parses a script, or an expression that stands alone in a template. */
export function parseScript(
  source: string,
  dialect: Dialect,
  kind: 'program' | 'expression' = 'program',
): Node | SourceFault {
  const { parse, parseExpression } = loadBabel()
  const plugins = PLUGINS[dialect]
  const options = { plugins, sourceType: 'unambiguous', errorRecovery: true } as const
  try {
    return kind === 'program' ? parse(source, options).program : parseExpression(source, options)
  } catch (error) {
    // Statements may stand where an expression does: a handler of Vue has either.
    if (kind === 'expression') return parseScript(source, dialect)
    const { message, pos = 0 } = error as Error & { readonly pos?: number }
    const cause =
      error instanceof RangeError ? 'nested too deeply' : message.replace(/[.]? ?\(\d+:\d+\)$/, '')
    return { cause: `it does not parse as a script (${cause})`, start: pos }
  }
}

/** @throws {ModuleError} `PARSER_MISSING` */
function loadBabel(): typeof import('@babel/parser') {
  try {
    return requireModule('@babel/parser')
  } catch (error) {
    return refuseMissing('@babel/parser', 'check --sources', error)
  }
}

/** Goes through a node and all nodes in it, in the order of the source. */
export function* nodesOf(root: Node): Generator<Node> {
  const open: Node[] = [root]
  for (let node = open.pop(); node; node = open.pop()) {
    yield node
    const children = Object.values(node).flat().filter(isNode)
    open.push(...children.reverse())
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}
