import { refuseMissing, requireModule } from '../../foundation/index.ts'
import type { SourceFault } from './tracking-call.ts'

/** A node of Prism, with what is read of any of its kinds, which the name of its class tells. */
export interface RubyNode {
  readonly constructor: { readonly name: string }
  readonly location: RubyLocation
  childNodes(): (RubyNode | null)[]
  readonly name?: string
  readonly receiver?: RubyNode | null
  readonly parent?: RubyNode | null
  readonly arguments_?: RubyNode | null
  readonly elements?: RubyNode[]
  readonly key?: RubyNode
  readonly value?: RubyNode | null
  readonly statements?: RubyNode | null
  readonly subsequent?: RubyNode | null
  readonly elseClause?: RubyNode | null
  readonly left?: RubyNode
  readonly right?: RubyNode
  readonly unescaped?: { readonly value: string }
  readonly contentLoc?: RubyLocation
  readonly valueLoc?: RubyLocation | null
}

interface RubyLocation {
  /** In bytes of UTF-8. */
  readonly startOffset: number
}

/** Returns the nodes in a node. (Prism's own list of them without gaps lacks those of lists.) */
export function childrenOf(node: RubyNode): RubyNode[] {
  return node.childNodes().filter((child) => child !== null)
}

/** A parsed source; `placeOf` turns bytes into UTF-16 code units. */
export interface RubyTree {
  readonly root: RubyNode
  placeOf(bytes: number): number
}

/** Parses Ruby. */
export function parseRuby(source: string): RubyTree | SourceFault {
  const { parsePrism } = load('@ruby/prism/src/parsePrism.js')
  const bytes = Buffer.from(source)
  const placeOf = (count: number) =>
    bytes.length === source.length ? count : bytes.subarray(0, count).toString().length
  try {
    const { value, errors } = parsePrism(prism(), source)
    const [error] = errors
    if (!error) return { root: value as unknown as RubyNode, placeOf }
    const { startOffset } = error.location as unknown as RubyLocation
    return { cause: `it does not parse as Ruby (${error.message})`, start: placeOf(startOffset) }
  } catch {
    // Nobody knows what a parser that gave up has left in its memory.
    instance = undefined
    return { cause: 'it does not parse as Ruby (nested too deeply)', start: 0 }
  }
}

let instance: WebAssembly.Instance | undefined

/** Returns the parser. It is loaded without Node's WASI, which prints a warning, since it asks its system for nothing. */
function prism(): WebAssembly.Exports {
  if (instance) return instance.exports
  const { createRequire } = process.getBuiltinModule('node:module')
  const file = createRequire(import.meta.url).resolve('@ruby/prism/src/prism.wasm')
  const module = new WebAssembly.Module(requireModule('node:fs').readFileSync(file))
  const refuse = () => NOT_SUPPORTED
  const system = WebAssembly.Module.imports(module).map(({ name }) => [name, refuse])
  instance = new WebAssembly.Instance(module, {
    wasi_snapshot_preview1: Object.fromEntries(system),
  })
  const { _initialize } = instance.exports as { readonly _initialize: () => void }
  _initialize()
  return instance.exports
}

/** The error number of WASI for what a system does not do. */
const NOT_SUPPORTED = 58

/** @throws {ModuleError} `PARSER_MISSING` */
function load(
  name: '@ruby/prism/src/parsePrism.js',
): typeof import('@ruby/prism/src/parsePrism.js') {
  try {
    return requireModule(name)
  } catch (error) {
    return refuseMissing('@ruby/prism', 'check --sources', error)
  }
}
