/** A block that may run in another one. */
interface NestedBlock<Block> {
  readonly open: boolean
  readonly parent: Block | undefined
}

/** Returns the block, or the nearest one around it, that is open. */
export function nearestOpen<Block extends NestedBlock<Block>>(
  own: Block | undefined,
): Block | undefined {
  let block = own
  while (block && !block.open) block = block.parent
  return block
}

/** Tells whether one block contains the other; such blocks always overlap. */
export function areNested<Block extends NestedBlock<Block>>(one: Block, other: Block): boolean {
  return isWithin(one, other) || isWithin(other, one)
}

/** Tells whether a block is the other one, or runs in it. */
export function isWithin<Block extends NestedBlock<Block>>(inner: Block, outer: Block): boolean {
  for (let block: Block | undefined = inner; block; block = block.parent) {
    if (block === outer) return true
  }
  return false
}
