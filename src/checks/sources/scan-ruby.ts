import { childrenOf, parseRuby, type RubyNode, type RubyTree } from './parse-ruby.ts'
import {
  callsWith,
  moved,
  NOTHING,
  type PlacedText,
  type Scanned,
  type TrackingCall,
} from './tracking-call.ts'
import { elementCalls } from './tracking-element.ts'

/** Tells whether Ruby may track anything. */
export const RUBY_TRACKING: RegExp = /track_internal_event|InternalEvents|event[_-]tracking/
const INTERNAL_EVENTS = /^(?:::)?(?:Gitlab::)?InternalEvents$/
/** The methods after which a hash still has its keys, but for those without a value. */
const KEEPING_KEYS = new Set(['compact', 'compact_blank', 'freeze', 'merge'])

/** Finds tracking in Ruby: calls, and the hashes of elements in helpers. */
export function scanRuby(source: string): Scanned {
  if (!RUBY_TRACKING.test(source)) return NOTHING
  const tree = parseRuby(source)
  return 'cause' in tree
    ? { calls: [], faults: [tree] }
    : { calls: new RubyScanner(tree).scan(), faults: [] }
}

const METHOD = 'def _;_{'

/** Finds tracking in the Ruby of a template, which may do what only a block in a method may. */
export function scanTemplateRuby(source: string, start = 0): Scanned {
  const placeOf = (offset: number) =>
    start + Math.min(Math.max(offset - METHOD.length, 0), source.length)
  return moved(scanRuby(`${METHOD}${source}\n}\nend`), placeOf)
}

class RubyScanner {
  readonly #tree: RubyTree

  constructor(tree: RubyTree) {
    this.#tree = tree
  }

  scan(): TrackingCall[] {
    const calls: TrackingCall[] = []
    const open = [{ node: this.#tree.root, isData: false }]
    for (let next = open.pop(); next; next = open.pop()) {
      const { node } = next
      const isData = next.isData || /data$/i.test(this.#nameOf(node))
      calls.push(...this.#callsOf(node), ...this.#elementsOf(node, isData))
      for (const child of childrenOf(node)) open.push({ node: child, isData })
    }
    return calls
  }

  #callsOf(node: RubyNode): TrackingCall[] {
    if (kindOf(node) !== 'Call') return []
    const isTracking =
      node.name === 'track_internal_event'
        ? !node.receiver || kindOf(node.receiver) === 'Self'
        : node.name === 'track_event' && INTERNAL_EVENTS.test(constantOf(node.receiver))
    if (!isTracking) return []
    const args = node.arguments_ ? childrenOf(node.arguments_) : []
    const options = args.find((arg) => kindOf(arg) === 'KeywordHash')
    const [event] = args
    const name = this.#pairsOf(options).find(({ key }) => key === 'name')
    // In a controller the names of actions come first, and the event may be in a hash.
    const isAction = event && kindOf(event) === 'Symbol' && options?.elements?.some(isSplat)
    const names = name ? this.#textsOf(name.value) : isAction ? [] : this.#textsOf(event)
    const additional = this.#pairsOf(options).find(({ key }) => key === 'additional_properties')
    return callsWith(
      names,
      this.#pairsOf(keyed(additional?.value)).map(({ key, start }) => ({ name: key, start })),
    )
  }

  /** Finds `event_tracking: 'name'` in a hash of data, or beside others of its kind. */
  #elementsOf(node: RubyNode, isData: boolean): TrackingCall[] {
    const pairs = this.#pairsOf(node).map(({ key, start, value }) => {
      const name = key.replaceAll('_', '-')
      return {
        name: name.replace(/^(?=event-)/, 'data-'),
        isWhole: name.startsWith('data-'),
        start,
        value,
      }
    })
    const attributes = pairs.filter(({ name }) => name.startsWith('data-event-'))
    const isSure = isData || attributes.length > 1 || attributes.some(({ isWhole }) => isWhole)
    if (!isSure) return []
    return elementCalls(
      attributes.map(({ value, ...attribute }) => ({ ...attribute, texts: this.#textsOf(value) })),
    )
  }

  /** Returns the pairs of a hash whose keys are known. */
  #pairsOf(node: RubyNode | undefined): { key: string; start: number; value: RubyNode }[] {
    if (!node || !/^(?:Keyword)?Hash$/.test(kindOf(node))) return []
    return (node.elements ?? []).flatMap(({ key, value }) => {
      const [text, ...others] = key && isLiteral(key) ? this.#textsOf(key) : []
      return text && value && others.length === 0
        ? [{ key: text.name, start: text.start, value }]
        : []
    })
  }

  /** Returns the texts that an expression may have, as far as they stand in it. */
  #textsOf(node: RubyNode | null | undefined): PlacedText[] {
    switch (node && kindOf(node)) {
      case 'String':
      case 'Symbol': {
        const { unescaped, contentLoc, valueLoc, location } = node as RubyNode
        const { startOffset } = contentLoc ?? valueLoc ?? location
        return [{ name: unescaped?.value ?? '', start: this.#tree.placeOf(startOffset) }]
      }
      case 'If':
      case 'Unless':
        return [node?.statements, node?.subsequent, node?.elseClause].flatMap((one) =>
          this.#textsOf(one),
        )
      case 'Or':
        return [node?.left, node?.right].flatMap((one) => this.#textsOf(one))
      case 'Else':
      case 'Parentheses':
      case 'Statements':
        return this.#textsOf(childrenOf(node as RubyNode).at(-1))
      default:
        return []
    }
  }

  /** Returns the name of a pair, a variable, a method or a call. */
  #nameOf(node: RubyNode): string {
    const { key, name = '' } = node
    return key && isLiteral(key) ? (this.#textsOf(key)[0]?.name ?? '') : name
  }
}

function kindOf(node: RubyNode): string {
  return node.constructor.name.replace(/Node$/, '')
}

function isLiteral(node: RubyNode): boolean {
  return /^(?:String|Symbol)$/.test(kindOf(node))
}

function isSplat(node: RubyNode): boolean {
  return kindOf(node) === 'AssocSplat'
}

function constantOf(node: RubyNode | null | undefined): string {
  if (!node) return ''
  if (kindOf(node) === 'ConstantRead') return node.name ?? ''
  return kindOf(node) === 'ConstantPath' ? `${constantOf(node.parent)}::${node.name}` : '?'
}

/** Returns the hash whose keys an expression has. */
function keyed(node: RubyNode | undefined): RubyNode | undefined {
  const isKept = node && kindOf(node) === 'Call' && KEEPING_KEYS.has(node.name ?? '')
  return isKept ? keyed(node.receiver ?? undefined) : node
}
