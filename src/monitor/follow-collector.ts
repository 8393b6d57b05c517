import { setTimeout } from 'node:timers/promises'
import { forEachInTurns } from '../foundation/index.ts'
import type { CollectorReader, Reading } from './collector-reader.ts'
import { MonitorError } from './monitor-error.ts'
import type { SeenEvent } from './seen-event.ts'

/** The time between two questions to a collector, in milliseconds. */
const PAUSE = 500

/** A listener to a collector that may stop and come again. */
export interface CollectorListener {
  /** Hears an event; events come in their order, each once. */
  heard(seen: SeenEvent): void
  /** Hears that the collector has answered, and all its events have been heard. */
  answered(reading: Reading): void
  /** Hears why the collector does not answer: `nothing listens there`. */
  silent(reason: string): void
}

/** Asks a collector again and again, until the signal ends it. */
export async function followCollector(
  reader: CollectorReader,
  listener: CollectorListener,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const reading = await read(reader, listener, signal)
    if (reading) {
      await forEachInTurns(reading.events, (seen) => listener.heard(seen))
      listener.answered(reading)
    }
    await setTimeout(PAUSE, undefined, { signal }).catch(() => {})
  }
}

async function read(
  reader: CollectorReader,
  listener: CollectorListener,
  signal: AbortSignal,
): Promise<Reading | undefined> {
  try {
    return await reader.read(signal)
  } catch (error) {
    if (!(error instanceof MonitorError)) throw error
    if (!signal.aborted) listener.silent(error.reason)
    return undefined
  }
}
