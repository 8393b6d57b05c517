import { isAbsolute, relative } from 'node:path'

/** Returns the path of a file from the working directory, as the tools of CI read it. */
export function fromHere(root: string, file: string): string {
  const way = relative(process.cwd(), root).replaceAll('\\', '/')
  const isBelow = way !== '' && !way.startsWith('..') && !isAbsolute(way)
  return isBelow ? `${way}/${file}` : file
}
