import type { EventEmitter } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { hearOutgoingRequests } from '../foundation/index.ts'
import { BlockRun } from './block-run.ts'
import { continueAs, leaveEndedTest, type Owner, outsideTests, runForOwner } from './code-owner.ts'

/** The code that has sent a request; `own` is missing where that is code of no test. */
interface Sender {
  readonly own: Owner<BlockRun> | undefined
}

interface Received {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/**
 * Has what a server of `node:http` does for a request belong to the code of this process that has
 * sent it, whoever made the server. What it does for another process belongs to the open block,
 * where an ended test made the server. Returns the undo.
 */
export function followRequests(): () => void {
  const { senderOf, stop } = hearOutgoingRequests<Sender>({
    created: () => ({ own: BlockRun.owner() }),
  })
  const channels = globalThis.process?.getBuiltinModule?.('node:diagnostics_channel')
  channels?.subscribe('http.server.request.start', receive)
  return () => {
    channels?.unsubscribe('http.server.request.start', receive)
    stop()
  }

  // Node.js tells of a request before a server's handler has it.
  function receive(message: unknown): void {
    const { request, response } = message as Received
    const sender = senderOf(request)
    if (!sender) {
      leaveEndedTest()
      return
    }
    // Node.js 20 has one context for a whole connection: that of the sender before this one.
    continueAs(sender.own)
    emitAs(sender, request)
    emitAs(sender, response)
  }
}

/** Has those who listen to an emitter work for a sender: Node.js calls them from the context of the connection. */
function emitAs({ own }: Sender, emitter: EventEmitter): void {
  const { emit } = emitter
  emitter.emit = function (...args) {
    const run = () => Reflect.apply(emit, this, args)
    return own ? runForOwner(own, run) : outsideTests(run)
  }
}
