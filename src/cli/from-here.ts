import { isAbsolute, relative, resolve } from 'node:path'

/** Returns the path of a file from the working directory, as the tools of CI read it. */
export function fromHere(root: string, file: string): string {
  const way = relative(process.cwd(), root)
  const isBelow = way !== '' && !way.startsWith('..') && !isAbsolute(way)
  if (!isBelow) return file
  return relative(process.cwd(), resolve(root, file)).replaceAll('\\', '/')
}
