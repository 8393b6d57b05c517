import { printText } from '../../foundation/index.ts'
import type { Rule } from '../rule.ts'

export const unusedGlob: Rule = {
  id: 'unused-glob',
  severity: 'error',
  summary: 'Each glob of the configuration matches a file.',
  explain:
    'A glob that matches nothing is misspelt, or its folder has moved: the definitions that it should find are then missing, and nobody says so.',
  check({ configFile, unusedGlobs }, report) {
    if (!configFile) return
    for (const glob of unusedGlobs) {
      const index = configFile.text.indexOf(glob)
      report(configFile, {
        subject: glob,
        place: Math.max(index, 0),
        message: `no file matches the glob ${printText(glob)}`,
        remedy: 'Correct or remove it.',
      })
    }
  },
}
