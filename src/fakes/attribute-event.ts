import { areNested, type Block, type Recorded } from './block.ts'
import { sharedState } from './shared-state.ts'

/** Gives what was recorded to the blocks that it belongs to. */
export type Attribute = <Kind extends keyof Recorded>(kind: Kind, recorded: Recorded[Kind]) => void

/**
 * Gives an event to the block whose code tracked it, and to the blocks around that one. Code
 * outside any open block (a server, a queue's worker) tracks for the block that is open; with
 * several unrelated ones nobody can tell for which, and each is told so.
 */
export const attributeEvent: Attribute = (kind, recorded) => {
  if (sharedState().openBlocks.size === 0) return
  markOverlapped()
  const block = blockOf()
  if (block) return give(kind, recorded, block)
  const { name } = recorded
  for (const candidate of blocksThatMayOwn().candidates) candidate.unattributed.push({ kind, name })
}

/** The block that the running code belongs to, where that is certain. */
export function blockOf(): Block | undefined {
  const own = sharedState().scope.current()?.block
  if (own?.open) return own
  const { candidates, certain } = blocksThatMayOwn()
  return certain ? candidates.at(-1) : undefined
}

/** The open blocks of the running test, or all of them for code that belongs to no running test. */
function blocksThatMayOwn(): { candidates: readonly Block[]; certain: boolean } {
  const { openBlocks, concurrent, mixesTests, scope } = sharedState()
  const environment = scope.current()?.environment
  const known = environment?.active === true
  const candidates = [...openBlocks].filter((block) => !known || block.environment === environment)
  const innermost = candidates.at(-1)
  const related = candidates.every((block) => areNested(block, innermost as Block))
  return { candidates, certain: related && (known || concurrent.size <= (mixesTests ? 0 : 1)) }
}

/** In a store of their own, tests count in one place: what one counts moves what others read. */
function markOverlapped(): void {
  const { openBlocks, scope } = sharedState()
  const environment = scope.current()?.environment
  if (!environment?.active) return
  for (const block of openBlocks) {
    if (block.store && block.environment !== environment) block.overlapped = true
  }
}

function give<Kind extends keyof Recorded>(
  kind: Kind,
  recorded: Recorded[Kind],
  innermost: Block,
): void {
  for (let block: Block | undefined = innermost; block; block = block.parent) {
    if (!block.open) continue
    const list: Recorded[keyof Recorded][] = block[kind]
    list.push(recorded)
    block.onEvent()
  }
}
