import { realpathSync } from 'node:fs'

/** Returns set-up files with ours as the first, once: its hooks have to be around all others. */
export function setUpFirst(own: string, setupFiles: readonly string[]): string[] {
  const place = realPath(own)
  return [own, ...setupFiles.filter((file) => realPath(file) !== place)]
}

function realPath(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    return file
  }
}
