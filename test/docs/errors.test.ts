import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Family {
  readonly name: string
  /** The sentence that says when it is thrown. */
  readonly thrown: string
  readonly codes: readonly { readonly code: string; readonly comment: string }[]
}

const files = globSync(['src/**/*.ts', 'packages/*/src/**/*.ts']).sort()
const families = files.flatMap((file) => familiesIn(readFileSync(file, 'utf8')))

test('docs/errors.md has every code, with cause and remedy', async () => {
  const page = [
    '<!-- Made from the sources by test/docs/errors.test.ts: npx vitest run --project unit test/docs -u -->',
    '# Errors',
    'Every error that the packages throw on purpose is an `InternalEventsError` with a `code`. Its message reads `Failed to <verb> <subject>: <cause>. <remedy>.` `instanceof` tells errors of another copy of the package, too. The checks of the front end throw a plain `Error` with the code `WRONG_TYPE` or `NO_CATEGORY`, since the real front end does. A class is exported by the entry point whose functions throw it.',
    ...families
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap(({ name, thrown, codes }) => [`## ${name}`, thrown, table(codes)]),
  ]
  await expect(`${page.join('\n\n')}\n`).toMatchFileSnapshot('../../docs/errors.md')
})

test('every class of errors has codes, and every code a cause and a remedy', () => {
  expect(families.length).toBeGreaterThan(10)
  for (const { name, thrown, codes } of families) {
    expect(thrown, name).toMatch(/^Thrown /)
    expect(codes, name).not.toEqual([])
    for (const { code, comment } of codes)
      expect(comment, code).toMatch(/^[A-Z`].*\. .*[A-Z`].*\.$/)
  }
})

test('nothing throws a plain Error on purpose', () => {
  const plain = files.filter((file) =>
    /throw new (Error|TypeError)\(/.test(readFileSync(file, 'utf8')),
  )
  expect(plain).toEqual([])
})

/** The classes of errors in a source, with the comments of their codes. */
function familiesIn(source: string): Family[] {
  const classes =
    /\/\*\*((?:(?!\*\/).)*)\*\/\n(?:export )?class (\w+) extends (?:InternalEventsError<(\w+)>|Error)/gs
  return [...source.matchAll(classes)]
    .filter(([, , name = '']) => name.endsWith('Error'))
    .map(([, comment = '', name = '', type = `${name}Code`]) => ({
      name,
      thrown: plain(comment).split('@')[0]?.trim() ?? '',
      codes: codesOf(type, source),
    }))
}

function codesOf(type: string, source: string): Family['codes'] {
  const [, union = ''] =
    new RegExp(`type ${type} =((?:\\s*/\\*\\*.*?\\*/\\s*\\|?\\s*'\\w+')+)`, 's').exec(source) ?? []
  return [...union.matchAll(/\/\*\*(.*?)\*\/\s*\|?\s*'(\w+)'/gs)].map(
    ([, comment = '', code = '']) => ({
      code,
      comment: plain(comment),
    }),
  )
}

/** A comment without its stars, on one line. */
function plain(comment: string): string {
  return comment.replaceAll(/\s*\n\s*\*? ?/g, ' ').trim()
}

function table(codes: Family['codes']): string {
  const rows = codes.map(({ code, comment }) => {
    const [cause, ...remedy] = comment.split(/(?<=\.) (?=[A-Z`])/)
    return `| \`${code}\` | ${cause} | ${remedy.join(' ')} |`
  })
  return ['| code | cause | remedy |', '| --- | --- | --- |', ...rows].join('\n')
}
