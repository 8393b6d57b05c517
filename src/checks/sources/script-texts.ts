import type { Expression, Node, ObjectExpression } from '@babel/types'
import type { PlacedText } from './tracking-call.ts'

/** Returns an expression without what says nothing of its value: types, and what comes before a comma. */
export function unwrapped(node: Node): Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'TypeCastExpression':
    case 'ParenthesizedExpression':
      return unwrapped(node.expression)
    case 'SequenceExpression':
      return unwrapped(node.expressions.at(-1) as Expression)
    default:
      return node
  }
}

/** Returns the texts that an expression may have, as far as they stand in it. */
export function textsOf(expression: Node | null | undefined): PlacedText[] {
  const node = expression && unwrapped(expression)
  switch (node?.type) {
    case 'ConditionalExpression':
      return [...textsOf(node.consequent), ...textsOf(node.alternate)]
    case 'LogicalExpression':
      return [...textsOf(node.left), ...textsOf(node.right)]
    case 'StringLiteral':
      return [{ name: node.value, start: (node.start ?? 0) + 1 }]
    case 'TemplateLiteral': {
      const text = node.expressions.length === 0 ? node.quasis[0]?.value.cooked : undefined
      return text == null ? [] : [{ name: text, start: (node.start ?? 0) + 1 }]
    }
    default:
      return []
  }
}

/** Returns the name of a member or a property, if it is known. */
export function keyOf(key: Node, isComputed: boolean): string | undefined {
  if (key.type === 'Identifier' && !isComputed) return key.name
  const isText = key.type === 'StringLiteral' || key.type === 'TemplateLiteral'
  return isText ? textsOf(key)[0]?.name : undefined
}

/** Returns the properties with a value of an object that is written out. */
export function propertiesOf(
  expression: Node | undefined,
): (PlacedText & { readonly value: Node })[] {
  const node = expression && unwrapped(expression)
  if (node?.type !== 'ObjectExpression') return []
  return node.properties.flatMap((property: ObjectExpression['properties'][number]) => {
    if (property.type !== 'ObjectProperty') return []
    const { key, computed, value } = property
    const name = keyOf(key, computed)
    return name === undefined ? [] : [{ name, start: key.start ?? 0, value }]
  })
}
