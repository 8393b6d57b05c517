import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** One that orders texts as people do, which rows must not be. */
const LOCALE = ['--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en-US']

export interface StartedPostgres {
  readonly port: number
  /** Ends the server at once, in the middle of what it does. */
  crash(): Promise<void>
  restart(): Promise<void>
  stop(): Promise<void>
}

/** Returns the folder of the server's programs, which Debian does not put into the path. */
export function postgresPrograms(): string | undefined {
  const [newest] = globSync('/usr/lib/postgresql/*/bin/initdb').sort().reverse()
  if (newest) return dirname(newest)
  return (process.env['PATH'] ?? '').split(':').find((folder) => existsSync(join(folder, 'initdb')))
}

/** Starts a PostgreSQL server of one's own on a free port, in a folder for temporary files. */
export async function startPostgres(): Promise<StartedPostgres> {
  const programs = postgresPrograms()
  if (programs === undefined) throw new Error('There is no initdb: apt-get install postgresql.')
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'))
  const user = serverUser()
  if (user) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', ...LOCALE],
    { ...user, cwd: folder, stdio: 'ignore' },
  )
  const port = await freePort()
  const settings = [
    'fsync=off',
    'max_connections=20',
    'timezone=Asia/Kolkata',
    'listen_addresses=127.0.0.1',
  ]
  const start = async () => {
    const server = spawn(
      join(programs, 'postgres'),
      ['-D', data, '-p', String(port), '-k', folder, ...settings.flatMap((each) => ['-c', each])],
      { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
    await ready(server)
    return async (signal: NodeJS.Signals) => {
      server.kill(signal)
      await ended
    }
  }
  let end = await start()
  return {
    port,
    // At once, as a machine that fails: SIGKILL would leave processes of the server behind.
    crash: () => end('SIGQUIT'),
    async restart() {
      end = await start()
    },
    async stop() {
      await end('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The server does not run as root. */
function serverUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (option: string) =>
    Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }).trim())
  return { uid: id('-u'), gid: id('-g') }
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = ''
    server.stderr?.on('data', (text) => {
      log += text
      if (log.includes('ready to accept connections')) resolve()
    })
    server.on('error', reject)
    server.on('exit', (code) => reject(new Error(`postgres ended with ${code}: ${log}`)))
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
