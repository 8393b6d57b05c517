/** A shard of a run, from 1. */
export interface Shard {
  readonly index: number
  readonly count: number
}

/** Returns the shards of which nothing is there, where a merge has some of them: `2/4`. */
export function missingShards(shards: readonly Shard[]): string[] {
  const [first] = shards
  if (!first) return []
  const there = new Set(shards.map(({ index }) => index))
  const count = Math.max(...shards.map((shard) => shard.count))
  return Array.from({ length: count }, (_, index) => index + 1)
    .filter((index) => !there.has(index))
    .map((index) => `${index}/${count}`)
}
