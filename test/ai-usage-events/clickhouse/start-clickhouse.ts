import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Session } from 'chdb'

/** The longest address of a request, in bytes, as a server of ClickHouse has it. */
const MAX_URI = 2 ** 20

export interface StartedClickHouse {
  readonly url: string
  /** Closes the connection of each request from now on, or answers again. */
  hangUp(hangsUp: boolean): void
  /** Runs the next request, and closes its connection in place of an answer. */
  loseAnswer(): void
  stop(): void
}

/**
 * Starts ClickHouse behind its HTTP interface: the engine of a session runs what `@clickhouse/client`
 * sends, since no registry has the server.
 */
export async function startClickHouse(session: Session): Promise<StartedClickHouse> {
  let [hangsUp, losesAnswer] = [false, false]
  const server = createServer({ maxHeaderSize: MAX_URI }, async (request, response) => {
    if (hangsUp) {
      request.socket.destroy()
      return
    }
    const { searchParams } = new URL(request.url ?? '', 'http://localhost')
    const body = await read(request)
    const query = searchParams.get('query')
    try {
      const result = await run(session, query === null ? body : `${query}\n${body}`, searchParams)
      if (losesAnswer) request.socket.destroy()
      else response.end(result)
      losesAnswer = false
    } catch (error) {
      const { message, clickhouseCode } = error as Error & { clickhouseCode?: number }
      response.writeHead(500, { 'X-ClickHouse-Exception-Code': String(clickhouseCode) })
      response.end(message)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    hangUp(now) {
      hangsUp = now
    },
    loseAnswer() {
      losesAnswer = true
    },
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function run(session: Session, statement: string, params: URLSearchParams): Promise<string> {
  const values = [...params].flatMap(([name, value]) =>
    name.startsWith('param_') ? [[name.slice('param_'.length), unescaped(value)] as const] : [],
  )
  const settings = [...params].filter(([name]) => /^(type_json|input_format)_/.test(name))
  const [, start = '', rest = ''] = /^(INSERT INTO .*?)( FORMAT .*)$/s.exec(statement) ?? []
  if (start !== '') {
    const list = settings.map(([name, value]) => `${name} = ${value}`).join(', ')
    const withSettings = list === '' ? statement : `${start} SETTINGS ${list}${rest}`
    return (await session.queryAsync(withSettings)).text()
  }
  const [, query = statement, format = 'JSONEachRow'] =
    /^(.*)\sFORMAT (\w+)\s*$/s.exec(statement) ?? []
  if (values.length === 0) return (await session.queryAsync(query, { format })).text()
  return (await session.queryBindAsync(query, Object.fromEntries(values), { format })).text()
}

/** Parameters of the HTTP interface are escaped as in a file with tabs. */
function unescaped(value: string): string {
  const characters: Record<string, string> = {
    t: '\t',
    n: '\n',
    r: '\r',
    b: '\b',
    f: '\f',
    0: '\0',
  }
  return value.replaceAll(/\\(.)/gs, (_, character: string) => characters[character] ?? character)
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
