import {
  namePattern,
  type PrivacyException,
  type PrivacySettings,
} from '../../definitions/index.ts'
import type { PrivacyFinding } from '../../fakes/index.ts'
import { runner, type TestRun } from '../../fakes/index.ts'
import { namesOfField } from './names-of-field.ts'

/** Tells whether an exception hides a finding, and notes which one does. */
export function isExcepted(
  finding: PrivacyFinding,
  testRun: TestRun,
  { exceptions }: Pick<PrivacySettings, 'exceptions'>,
): boolean {
  const index = exceptions.findIndex((exception) => hides(exception, finding))
  if (index === -1) return false
  testRun.usedPrivacyExceptions.add(index)
  return true
}

function hides(
  { detector, field, events, files }: PrivacyException,
  finding: PrivacyFinding,
): boolean {
  if (detector !== finding.detector) return false
  if (
    field !== undefined &&
    !namesOfField(finding.field).some((name) => namePattern(field).test(name))
  ) {
    return false
  }
  const names = [events ?? []].flat()
  if (
    events !== undefined &&
    !names.some((name) => namePattern(JSON.stringify(name)).test(finding.event))
  ) {
    return false
  }
  return files === undefined || isFile(files, runner().testFile())
}

function isFile(files: string, file: string | undefined): boolean {
  if (file === undefined) return false
  const path = file.replaceAll('\\', '/')
  return namePattern(files).test(path) || namePattern(`*/${files.replace(/^\.?\//, '')}`).test(path)
}
