import { type Administrator, connectAdministrator } from '../../main/central/administrator.ts'
import { addOffice } from '../../main/central/offices.ts'
import { install } from '../../main/central/schema.ts'
import { CentreSettings } from '../../shared/office.ts'
import { homeVillage } from './family.ts'
import { type MariaDB, startMariaDB } from './mariadb.ts'

/** A centre of a test's own: a real MariaDB with TLS, the schema, and one office let in. */
export interface Centre extends AsyncDisposable {
  readonly server: MariaDB
  readonly administrator: Administrator
  /** The office's way in. */
  readonly settings: CentreSettings
  /** Lets another office in. */
  add(code: string): Promise<CentreSettings>
  /** Reads as the administrator; rows as objects. */
  rows(sql: string, values?: (string | number)[]): Promise<Record<string, unknown>[]>
  /** Opens the connection again that ended with the server. */
  reconnect(): Promise<void>
}

const database = 'solid_loket'

/** @param options further options of the server, as `--max-allowed-packet=1M` */
export async function startCentre(
  code: string = homeVillage,
  options: readonly string[] = [],
): Promise<Centre> {
  const server = await startMariaDB({ tls: true, options })
  const address = { host: server.host, port: server.port, user: 'root', password: '', database }
  const connect = async () => {
    const opened = await connectAdministrator({ ...address, certificateAuthority: server.ca })
    opened.connection.on('error', () => undefined)
    await opened.connection.query('SET SESSION group_concat_max_len = 1000000')
    return opened
  }
  let administrator = await connect()
  await install(administrator)
  const add = async (office: string): Promise<CentreSettings> =>
    CentreSettings.parse({
      host: server.host,
      port: server.port,
      database,
      ...(await addOffice(administrator, office)),
      certificateAuthority: server.ca,
    })
  const settings = await add(code)
  return {
    server,
    get administrator() {
      return administrator
    },
    settings,
    add,
    async rows(sql, values = []) {
      await administrator.connection.query(`USE ${database}`)
      const [rows] = await administrator.connection.execute(sql, values)
      return Array.isArray(rows) ? rows.map((row) => ({ ...row })) : []
    },
    async reconnect() {
      administrator.connection.destroy()
      administrator = await connect()
      await administrator.connection.query(`USE ${database}`)
    },
    async [Symbol.asyncDispose]() {
      administrator.connection.destroy()
      await server.stop()
    },
  }
}
