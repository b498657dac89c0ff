import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { chmod, cp, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { RowDataPacket } from 'mysql2'
import { createConnection } from 'mysql2/promise'
import { getProgram } from './find-program.ts'
import { freePort } from './free-port.ts'
import { startMariaDB } from './mariadb.ts'
import { makeTempFolder } from './temp-folder.ts'

const run = promisify(execFile)

/** As root the servers run as Debian's own user, because the rsync that they copy by would run as nobody. */
const isRoot = process.getuid?.() === 0

/** Where Debian's galera-4 puts the library. */
const provider = '/usr/lib/galera/libgalera_smm.so'

/** One server of a cluster. */
export interface GaleraNode {
  readonly port: number
  readonly isUp: boolean
  /** Kills it and keeps its data, as when its power fails. */
  kill(): Promise<void>
  /** Switches it on again and waits until it has caught up with the others and takes part. */
  resume(): Promise<void>
  /** Switches it off in order, as when it is being serviced. */
  halt(): Promise<void>
}

/**
 * A MariaDB Galera cluster of a test's own: three servers on loopback, each with its own folder and ports.
 */
export interface Galera extends AsyncDisposable {
  readonly nodes: readonly GaleraNode[]
  /** PEM text of the authority that signed the certificate which all of them show. */
  readonly ca: string
}

/** Ports of a node: clients, the group's messages, and two ways of catching up. */
interface Ports {
  client: number
  group: number
  increments: number
  transfer: number
}

/**
 * Starts a cluster whose servers begin with the same empty data, so that none has to copy it from another
 * (about six seconds on a free machine). `options` are further ones of mariadbd.
 * @throws Error with the end of a server's log, where one does not start
 */
export async function startGalera(options: readonly string[] = []): Promise<Galera> {
  const folder = await makeTempFolder('galera')
  const seed = await startMariaDB({ tls: true, options: small })
  const nodes: ReturnType<typeof createNode>[] = []
  const running = new Set<ChildProcess>()
  const endWithUs = () => {
    for (const server of running) server.kill('SIGKILL')
  }
  process.on('exit', endWithUs)
  async function stop() {
    const ended = [...running].map((server) => once(server, 'exit'))
    endWithUs()
    await Promise.all(ended)
    process.off('exit', endWithUs)
    await folder.remove()
  }
  try {
    await seed.halt()
    const ports: Ports[] = []
    for (let count = 0; count < 3; count++) ports.push(await freePorts())
    if (isRoot) await chmod(folder.path, 0o711)
    const group = ports.map((port) => `127.0.0.1:${port.group}`).join(',')
    for (const [index, port] of ports.entries()) {
      const home = join(folder.path, `node-${index}`)
      // Data, certificate and key: the first has them of the seed, the others of the first once it is a
      // cluster of one.
      const from = index === 0 ? dirname(seed.folder) : join(folder.path, 'node-0')
      await cp(from, home, { recursive: true, filter: (file) => !/galera\.cache$|s\.sock$/.test(file) })
      if (isRoot) await run('chown', ['-R', 'mysql', home])
      const parameters = [...nodeParameters(home, port, group, index), ...small, ...options]
      const node = createNode({ home, port: port.client, parameters, running })
      nodes.push(node)
      if (index > 0) continue
      await node.begin(['--wsrep-new-cluster'])
      await node.halt()
    }
    for (const node of nodes) await node.resume(node === nodes[0] ? ['--wsrep-new-cluster'] : [])
    if (seed.ca === undefined) throw new Error('a server with TLS has an authority')
    return { nodes, ca: seed.ca, [Symbol.asyncDispose]: stop }
  } catch (error) {
    await stop()
    throw error
  } finally {
    await seed.stop()
  }
}

/** Three servers are to fit beside everything else on a small machine. */
const small = [
  '--innodb-buffer-pool-size=32M',
  '--innodb-log-file-size=16M',
  '--performance-schema=OFF',
  '--innodb-flush-log-at-trx-commit=2',
]

async function freePorts(): Promise<Ports> {
  return {
    client: await freePort(),
    group: await freePort(),
    increments: await freePort(),
    transfer: await freePort(),
  }
}

function nodeParameters(home: string, port: Ports, group: string, index: number): string[] {
  const ofProvider = {
    'gmcast.listen_addr': `tcp://127.0.0.1:${port.group}`,
    'ist.recv_addr': `127.0.0.1:${port.increments}`,
    'gcache.size': '64M',
    // A dead server is missed after three seconds, also on a machine that is busy with other tests.
    'evs.keepalive_period': 'PT0.5S',
    'evs.suspect_timeout': 'PT3S',
    'evs.inactive_timeout': 'PT6S',
    'evs.install_timeout': 'PT6S',
  }
  return [
    ...['--no-defaults', `--datadir=${join(home, 'data')}`, `--tmpdir=${home}`],
    ...(isRoot ? ['--user=mysql'] : []),
    ...['--bind-address=127.0.0.1', `--port=${port.client}`, `--socket=${join(home, 's.sock')}`],
    ...['--skip-name-resolve', '--max-allowed-packet=64M', '--character-set-server=utf8mb4'],
    ...[`--ssl-ca=${join(home, 'ca.pem')}`, `--ssl-cert=${join(home, 'server.pem')}`],
    `--ssl-key=${join(home, 'server-key.pem')}`,
    ...['--binlog-format=ROW', '--innodb-autoinc-lock-mode=2'],
    ...['--wsrep-on=ON', `--wsrep-provider=${provider}`, '--wsrep-cluster-name=solid_loket'],
    ...[`--wsrep-cluster-address=gcomm://${group}`, `--wsrep-node-name=node-${index}`],
    ...[`--wsrep-node-address=127.0.0.1:${port.group}`, '--wsrep-sst-method=rsync'],
    `--wsrep-sst-receive-address=127.0.0.1:${port.transfer}`,
    `--wsrep-provider-options=${Object.entries(ofProvider)
      .map(([name, value]) => `${name}=${value}`)
      .join(';')}`,
    // What one server has acknowledged, every other one shows.
    '--wsrep-sync-wait=1',
  ]
}

interface NodeDependencies {
  home: string
  port: number
  parameters: readonly string[]
  running: Set<ChildProcess>
}

function createNode({ home, port, parameters, running }: NodeDependencies) {
  const logFile = join(home, 'server.log')
  let server: ChildProcess | undefined

  async function begin(further: readonly string[]): Promise<void> {
    const log = openSync(logFile, 'a')
    const started = spawn(getProgram('mariadbd'), [...parameters, ...further], {
      stdio: ['ignore', log, log],
    })
    running.add(started)
    started.once('exit', () => running.delete(started))
    server = started
    for (const deadline = Date.now() + 300_000; Date.now() < deadline; await pause(100)) {
      if (started.exitCode !== null || started.signalCode !== null) break
      if (await isSynced(port)) return
    }
    started.kill('SIGKILL')
    throw new Error(`the node did not start: ${(await readFile(logFile, 'utf8')).slice(-3000)}`)
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const ending = server
    server = undefined
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return
    ending.kill(signal)
    await once(ending, 'exit')
  }

  /** Where its data stands, as the server itself finds it in them after whatever end. */
  async function position(): Promise<string> {
    const { stderr } = await run(getProgram('mariadbd'), [...parameters, '--wsrep-recover'])
    const found = /Recovered position:\s*(\S+)/.exec(stderr)?.[1]
    if (found === undefined) throw new Error(`no position in: ${stderr.slice(-2000)}`)
    return found
  }

  return {
    port,
    get isUp() {
      return server !== undefined
    },
    begin,
    kill: () => end('SIGKILL'),
    halt: () => end('SIGTERM'),
    resume: async (further: readonly string[] = []) =>
      begin([...further, `--wsrep-start-position=${await position()}`]),
  }
}

async function isSynced(port: number): Promise<boolean> {
  try {
    const connection = await createConnection({ host: '127.0.0.1', port, user: 'root' })
    try {
      const [rows] = await connection.query<RowDataPacket[]>("SHOW STATUS LIKE 'wsrep_local_state_comment'")
      return rows[0]?.Value === 'Synced'
    } finally {
      connection.destroy()
    }
  } catch {
    return false
  }
}
