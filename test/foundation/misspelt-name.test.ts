import { expect, test } from 'vitest'
import { misspeltName } from '../../src/foundation/index.ts'

test.each([
  ['lable', 'label'],
  ['vlaue', 'value'],
  ['sesion_id', 'session_id'],
  ['langage', 'language'],
  ['merge_reqests_id', 'merge_requests_id'],
])('%s is a misspelling of %s', (name, meant) => {
  expect(misspeltName(name, ['other', meant])).toBe(meant)
})

test.each([
  ['level', 'label'],
  ['label', 'label'],
  ['model', 'model_name'],
  ['input_tokens', 'output_tokens'],
  ['id', 'ip'],
])('%s may be another name than %s', (name, known) => {
  expect(misspeltName(name, [known])).toBeUndefined()
})
