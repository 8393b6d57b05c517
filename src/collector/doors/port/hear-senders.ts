import type { IncomingMessage } from 'node:http'
import { hearOutgoingRequests } from '../../../foundation/index.ts'
import { Sender } from '../../index.ts'

/** Knows whose code in this process sends the requests that a server receives. */
export interface Senders {
  /** Returns the sender of a request that has just come; none if that is another process. */
  of(request: IncomingMessage): Sender | undefined
  /** Stops to hear. */
  close(): void
}

/** Hears of the requests that this process sends to the server on a port, for which their tests wait. */
export function hearSenders(port: number): Senders {
  const begun = new Set<Sender>()

  function begin(sender: Sender): void {
    begun.add(sender)
    sender.begin()
  }

  const { senderOf, stop } = hearOutgoingRequests<Sender>({
    created(host) {
      const sender = new Sender()
      if (host.endsWith(`:${port}`)) begin(sender)
      return sender
    },
    sent(sender, { remotePort }) {
      if (remotePort === port) begin(sender)
    },
    ended(sender) {
      begun.delete(sender)
      sender.end()
    },
  })

  return {
    of: senderOf,
    close() {
      stop()
      // Nobody will hear of their ends.
      for (const sender of begun) sender.end()
    },
  }
}
