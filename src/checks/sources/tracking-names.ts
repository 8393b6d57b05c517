import type { ImportDeclaration, Node, VariableDeclarator } from '@babel/types'
import { nodesOf } from './parse-script.ts'
import { keyOf, textsOf, unwrapped } from './script-texts.ts'

/** The thing that a name in a script stands for. */
export type Role = 'InternalEvents' | 'trackEvent' | 'trackInternalEvent'

const UNKNOWN = (): undefined => undefined
const OWN_MODULE = /internal[-_]?events/i

/**
 * Tells which expressions of a file are tracking functions. `trackInternalEvent` and `InternalEvents`
 * are so by their names alone; `trackEvent` only where it can be no other library's. Another name
 * counts if the file binds it once: which of several a use means depends on scopes.
 */
export class TrackingNames {
  readonly #origins = new Map<string, (() => Role | undefined)[]>()
  readonly #isComponent: boolean
  #knowsInternalEvents = false
  /** True if `this.trackEvent` may be the file's own, or come from a store or a slot. */
  #hasOtherMember = false

  /** In the templates of a component, a name without an origin is a member of the component. */
  constructor(nodes: Iterable<Node>, isComponent: boolean) {
    this.#isComponent = isComponent
    for (const node of nodes) this.#read(node)
  }

  roleOf(expression: Node): Role | undefined {
    const node = unwrapped(expression)
    switch (node.type) {
      case 'Identifier':
        return this.#roleOfName(node.name)
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        return this.#roleOfMember(node.object, keyOf(node.property, node.computed))
      default:
        return undefined
    }
  }

  #roleOfName(name: string): Role | undefined {
    if (name === 'InternalEvents' || name === 'trackInternalEvent') return name
    const origins = this.#origins.get(name)
    if (!origins) return this.#isComponent && name === 'trackEvent' ? this.#ownMember() : undefined
    const [origin = UNKNOWN, ...others] = origins
    if (others.length > 0) return undefined
    // An alias of itself leads nowhere.
    this.#origins.set(name, [UNKNOWN])
    const role = origin()
    this.#origins.set(name, [() => role])
    return role
  }

  #roleOfMember(object: Node, key: string | undefined): Role | undefined {
    if (key === 'InternalEvents' || key === 'trackInternalEvent') return key
    if (key !== 'trackEvent') return undefined
    if (unwrapped(object).type === 'ThisExpression') return this.#ownMember()
    return this.roleOf(object) === 'InternalEvents' ? key : undefined
  }

  #ownMember(): Role | undefined {
    return this.#knowsInternalEvents && !this.#hasOtherMember ? 'trackEvent' : undefined
  }

  #read(node: Node): void {
    switch (node.type) {
      case 'Identifier':
        if (node.name === 'InternalEvents') this.#knowsInternalEvents = true
        return
      case 'ImportDeclaration':
        this.#readImport(node)
        return
      case 'VariableDeclarator':
        this.#readDeclaration(node)
        return
      case 'AssignmentExpression':
        this.#bind(node.left)
        return
      case 'ArrayExpression':
      case 'ObjectExpression':
        this.#readMembers(node)
        return
    }
    if ('id' in node) this.#bind(node.id)
    if ('param' in node) this.#bind(node.param)
    if ('params' in node)
      node.params.forEach((param) => {
        this.#bind(param)
      })
    if ('key' in node && /Method$|^ClassProperty$/.test(node.type)) this.#readMember(node.key)
  }

  #readImport({ source, specifiers }: ImportDeclaration): void {
    const isOwn = OWN_MODULE.test(source.value)
    if (isOwn) this.#knowsInternalEvents = true
    for (const specifier of specifiers) {
      const imported =
        specifier.type === 'ImportSpecifier' ? keyOf(specifier.imported, false) : undefined
      const isRole =
        imported === 'InternalEvents' ||
        imported === 'trackInternalEvent' ||
        (imported === 'trackEvent' && isOwn)
      this.#add(specifier.local.name, isRole ? () => imported : UNKNOWN)
    }
  }

  #readDeclaration({ id, init }: VariableDeclarator): void {
    if (!init || (id.type !== 'Identifier' && id.type !== 'ObjectPattern')) {
      this.#bind(id)
    } else if (id.type === 'Identifier') {
      this.#add(id.name, () => this.roleOf(init))
    } else {
      for (const property of id.properties) {
        if (property.type === 'ObjectProperty' && property.value.type === 'Identifier') {
          const key = keyOf(property.key, property.computed)
          this.#add(property.value.name, () => this.#roleOfMember(init, key))
        } else this.#bind(property)
      }
    }
  }

  /** Makes all names in a pattern unknown, even those that it only mentions: that is simple, and safe. */
  #bind(pattern: Node | null | undefined): void {
    if (!pattern) return
    for (const node of nodesOf(pattern)) {
      if (node.type === 'Identifier') this.#add(node.name, UNKNOWN)
    }
  }

  #add(name: string, origin: () => Role | undefined): void {
    this.#origins.set(name, [...(this.#origins.get(name) ?? []), origin])
  }

  /** Reads what may give a component a member: a list of names, or an object with them as keys. */
  #readMembers(node: Node): void {
    if (node.type === 'ArrayExpression') {
      const names = node.elements.flatMap(textsOf)
      if (names.some(({ name }) => name === 'trackEvent')) this.#hasOtherMember = true
    } else if (node.type === 'ObjectExpression') {
      for (const property of node.properties) {
        if (property.type === 'ObjectProperty') this.#readMember(property.key)
      }
    }
  }

  #readMember(key: Node): void {
    if (keyOf(key, false) === 'trackEvent') this.#hasOtherMember = true
  }
}
