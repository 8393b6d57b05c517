import { globSync, readFileSync } from 'node:fs'

/** A piece of TypeScript that documentation shows. */
export interface Fence {
  /** `README.md:29` */
  readonly place: string
  readonly code: string
}

/** Reads every `ts` fence of the README, the docs and the `@example`s of the sources. */
export function readFences(): Fence[] {
  const documents = ['README.md', 'packages/client/README.md', ...globSync('docs/**/*.md').sort()]
  const sources = globSync('{src,packages/client/src}/**/*.ts').sort()
  return [
    ...documents.flatMap((path) => fencesIn(path, readFileSync(path, 'utf8'))),
    ...sources.flatMap((path) => fencesIn(path, commentsAlone(readFileSync(path, 'utf8')))),
  ]
}

function fencesIn(path: string, text: string): Fence[] {
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => ({
    place: `${path}:${text.slice(0, match.index).split('\n').length}`,
    code: match[1] as string,
  }))
}

/** The lines of block comments without their stars; other lines are empty, so that numbers stay. */
function commentsAlone(source: string): string {
  return source
    .split('\n')
    .map((line) => /^\s*\* ?(.*)$/.exec(line)?.[1]?.replaceAll('*\\/', '*/') ?? '')
    .join('\n')
}
