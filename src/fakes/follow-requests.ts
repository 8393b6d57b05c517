import type { IncomingMessage } from 'node:http'
import { hearOutgoingRequests } from '../foundation/index.ts'
import { BlockRun } from './block-run.ts'
import { continueAs, leaveEndedTest, type Owner } from './code-owner.ts'

/** The code that has sent a request; `own` is missing where that is code of no test. */
interface Sender {
  readonly own: Owner<BlockRun> | undefined
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
    const { request } = message as { readonly request: IncomingMessage }
    const sender = senderOf(request)
    // Node.js 20 has one context for a whole connection: that of the sender before this one.
    if (sender) continueAs(sender.own)
    else leaveEndedTest()
  }
}
