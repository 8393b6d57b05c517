import { existsSync } from 'node:fs'
import { findRoot } from '../../definitions/index.ts'
import {
  type RecordedEvent,
  Repository,
  readConventions,
  readRecording,
  readStages,
  type Style,
} from '../../drafts/index.ts'
import { misspeltName, printable } from '../../foundation/index.ts'
import { readOptions } from '../read-arguments.ts'
import type { Terminal } from '../terminal.ts'
import { usageError } from '../usage-error.ts'
import { type Asker, Cancelled } from './asker.ts'
import { converse, runSubject } from './conversation.ts'
import type { DefineContext } from './define-context.ts'
import { DEFINE_OPTIONS, type Given } from './define-options.ts'
import { DefineReport } from './define-report.ts'
import { refuseOptions } from './refuse-options.ts'
import { SUBJECTS, type Subject } from './subject.ts'
import { TerminalAsker } from './terminal-asker.ts'
import { wrongAnswer } from './wrong-answer.ts'

/** The exit code of shells for a program that Ctrl-C ended. */
const INTERRUPTED = 130

/**
 * Defines events and metrics: asks on a terminal, and elsewhere takes all answers from options.
 * Resolves with the exit code.
 */
export async function runDefine(args: readonly string[], terminal: Terminal): Promise<number> {
  const [first = ''] = args
  const subject = first === '' || first.startsWith('-') ? undefined : readSubject(first)
  const given = readOptions('define', subject ? args.slice(1) : args, DEFINE_OPTIONS, {
    once: true,
  })
  if (subject) refuseOptions(subject, given)
  const report = new DefineReport(terminal, {
    json: given.json === true,
    dryRun: given['dry-run'] === true,
  })
  const repository = openRepository(given, report)
  const recording = given.from === undefined ? [] : openRecording(given.from, report)
  const asker = await openAsker(given, terminal)
  const context: DefineContext = { given, repository, asker, report, recording }
  try {
    if (asker) await converse(context, asker, subject)
    else await runSubject(context, subject ?? noSubject())
    return 0
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error
    terminal.out(`Cancelled. ${whatStays(report.paths)}\n`)
    return INTERRUPTED
  } finally {
    report.end()
    asker?.close()
  }
}

function whatStays(paths: readonly string[]): string {
  return paths.length === 0
    ? 'Nothing was written.'
    : `What was written before stays: ${paths.join(', ')}`
}

function noSubject(): never {
  throw usageError(
    'define',
    'there is no terminal to ask at, and no subject',
    `Give ${SUBJECTS.slice(0, -1).join(', ')}, or run internal-events define --help.`,
  )
}

function readSubject(text: string): Subject {
  const subject = SUBJECTS.find((one) => one === text)
  if (subject) return subject
  const meant = misspeltName(text, SUBJECTS)
  throw usageError(
    'define',
    `it defines no ${JSON.stringify(printable(text))}`,
    meant ? `Did you mean ${meant}?` : `Give ${SUBJECTS.join(', ')}, or nothing to be asked.`,
  )
}

function openRepository(given: Given, report: DefineReport): Repository {
  const { style, milestone, stages } = given
  if (given.root !== undefined && !existsSync(given.root)) {
    throw wrongAnswer('root', given.root, 'there is no such folder')
  }
  if (style !== undefined && style !== 'gitlab' && style !== 'plain') {
    throw wrongAnswer('style', style, 'it is neither gitlab nor plain')
  }
  if (milestone !== undefined && !/^\d+\.\d+$/.test(milestone)) {
    throw wrongAnswer('milestone', milestone, 'it is not a version such as 18.9')
  }
  const root = given.root ?? findRoot(process.cwd())
  const conventions = readConventions(root, { style: style as Style | undefined, milestone })
  const tell = (fault: string) => report.warn(`left out: ${fault}`)
  return new Repository(conventions, {
    stages: stages === undefined ? undefined : readStages(stages),
    tell,
  })
}

/** Reads what a collector saw, and tells what of it no definition can have. */
function openRecording(file: string, report: DefineReport): readonly RecordedEvent[] {
  const { events, leftOut } = readRecording(file)
  for (const fault of leftOut) report.warn(`left out: ${fault}`)
  return events
}

/** Somebody is asked at a terminal, unless the output is for a program. */
async function openAsker(given: Given, terminal: Terminal): Promise<Asker | undefined> {
  const streams = given.yes || given.json ? undefined : terminal.prompts
  return streams && new TerminalAsker(await import('@clack/prompts'), streams)
}
