/** The way to a value in YAML: keys of mappings, and places in lists. */
export type YamlPath = readonly (string | number)[]

/**
 * Returns the line (from 1) of a value in a file of YAML in block style. A value that is written in
 * another style has the line of what is around it.
 */
export function lineOfPath(text: string, path: YamlPath): number {
  const lines = text.split('\n')
  let line: number | undefined
  for (const step of path) {
    const next =
      typeof step === 'number'
        ? lineOfItem(lines, (line ?? -1) + 1, step)
        : lineOfKey(lines, line ?? 0, step)
    if (next === undefined) break
    line = next
  }
  return (line ?? 0) + 1
}

function lineOfItem(lines: readonly string[], start: number, place: number): number | undefined {
  const first = lines.findIndex((line, index) => index >= start && isContent(line))
  const indent = indentOf(lines[first] ?? '')
  let count = 0
  for (let index = first; index >= 0 && index < lines.length; index++) {
    const line = lines[index] as string
    if (!isContent(line) || indentOf(line) > indent) continue
    if (indentOf(line) < indent || !/^\s*-(\s|$)/.test(line)) return undefined
    if (count++ === place) return index
  }
  return undefined
}

function lineOfKey(lines: readonly string[], start: number, key: string): number | undefined {
  const found = lines.findIndex(
    (line, index) => index >= start && /^[\s-]*(["']?)(.+?)\1\s*:(\s|$)/.exec(line)?.[2] === key,
  )
  return found < 0 ? undefined : found
}

function isContent(line: string): boolean {
  return /^\s*[^\s#]/.test(line)
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}
