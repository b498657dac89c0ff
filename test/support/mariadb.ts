import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readdirSync, readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import { type CertificateKind, makeServerCertificate } from './certificates.ts'
import { getProgram } from './find-program.ts'
import { freePort } from './free-port.ts'
import { makeMariaDBData } from './mariadb-data.ts'
import { makeTempFolder } from './temp-folder.ts'

export type MariaDBOptions = {
  /** With TLS, and with which certificate; without, the server speaks plain text only. */
  readonly tls?: boolean | CertificateKind
  /** Further options of mariadbd, as `--max-connections=20`. */
  readonly options?: readonly string[]
}

/** A database server of a test's own: real, on loopback, with its own folder and port. */
export type MariaDB = {
  readonly host: '127.0.0.1'
  readonly port: number
  /** `mysql://root@127.0.0.1:PORT/`: root has no password. */
  readonly rootUrl: string
  /** The server's data folder. */
  readonly folder: string
  /** PEM text of the authority that a client is to trust; undefined without TLS. */
  readonly ca: string | undefined
  /** Processor time that the server has taken since it was switched on, in milliseconds. */
  cpuMilliseconds(): number
  /** Switches the server off in order and keeps its data, as when the centre is being serviced. */
  halt(): Promise<void>
  /** Kills the server and keeps its data, as when the power fails. */
  kill(): Promise<void>
  /** Switches a halted or killed server on again: same port, same data. */
  resume(): Promise<void>
  /** Ends the server and removes its data; a second call does nothing. */
  stop(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Starts a MariaDB with an empty data folder and waits until it answers (about a second).
 * @throws Error with the end of the server's log, where it does not start
 */
export async function startMariaDB({ tls = false, options = [] }: MariaDBOptions = {}): Promise<MariaDB> {
  const folder = await makeTempFolder('mariadb')
  const data = join(folder.path, 'data')
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : []
  await makeMariaDBData(data)
  const certificate = tls ? await makeServerCertificate(folder.path, tls === true ? 'good' : tls) : undefined
  const port = await freePort()
  const parameters = [
    ...['--no-defaults', `--datadir=${data}`, `--tmpdir=${folder.path}`, ...asRoot],
    ...['--bind-address=127.0.0.1', `--port=${port}`, `--socket=${join(folder.path, 's.sock')}`],
    // As at the centre: names are not looked up, scans travel in chunks of up to a few MB.
    ...['--skip-name-resolve', '--max-allowed-packet=64M', '--character-set-server=utf8mb4'],
    ...(certificate
      ? [
          `--ssl-ca=${certificate.caFile}`,
          `--ssl-cert=${certificate.certificateFile}`,
          `--ssl-key=${certificate.keyFile}`,
        ]
      : ['--skip-ssl']),
    ...options,
  ]
  const logFile = join(folder.path, 'server.log')
  await writeFile(logFile, '')

  let server: ChildProcess | undefined
  const endWithUs = () => server?.kill('SIGKILL')
  process.on('exit', endWithUs)

  async function resume() {
    const log = openSync(logFile, 'a')
    server = spawn(getProgram('mariadbd', 'mysqld'), parameters, { stdio: ['ignore', log, log] })
    await answers(server, port, logFile)
  }
  async function end(signal: 'SIGTERM' | 'SIGKILL') {
    const running = server
    server = undefined
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return
    running.kill(signal)
    await once(running, 'exit')
  }
  async function stop() {
    await end('SIGKILL')
    process.off('exit', endWithUs)
    await folder.remove()
  }

  try {
    await resume()
  } catch (error) {
    await stop()
    throw error
  }
  return {
    host: '127.0.0.1',
    port,
    rootUrl: `mysql://root@127.0.0.1:${port}/`,
    folder: data,
    ca: certificate?.trustedCa,
    cpuMilliseconds: () => (server?.pid === undefined ? 0 : cpuMilliseconds(server.pid)),
    halt: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    resume,
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

/** As the kernel counts it for each thread, in nanoseconds (Linux). */
function cpuMilliseconds(pid: number): number {
  const folder = `/proc/${pid}/task`
  const nanoseconds = readdirSync(folder).map((thread) =>
    Number(readFileSync(`${folder}/${thread}/schedstat`, 'utf8').split(' ')[0]),
  )
  return nanoseconds.reduce((sum, spent) => sum + spent, 0) / 1e6
}

async function answers(server: ChildProcess, port: number, logFile: string): Promise<void> {
  for (const deadline = Date.now() + 300_000; Date.now() < deadline; await delay(50)) {
    if (server.exitCode !== null || server.signalCode !== null) break
    try {
      const connection = await createConnection({ host: '127.0.0.1', port, user: 'root' })
      await connection.end()
      return
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED')) throw error
    }
  }
  server.kill('SIGKILL')
  throw new Error(`MariaDB did not start: ${(await readFile(logFile, 'utf8')).slice(-2000)}`)
}
