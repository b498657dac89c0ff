import { type Administrator, connectAdministrator } from '../../main/central/administrator.ts'
import { addOffice } from '../../main/central/offices.ts'
import { install } from '../../main/central/schema.ts'
import { CentreSettings } from '../../shared/office.ts'
import { homeVillage } from './family.ts'
import { type Galera, startGalera } from './galera.ts'

/** A centre on three servers: the schema, and one office let in. */
export interface GaleraCentre extends AsyncDisposable {
  readonly galera: Galera
  /** The way in of the home village's office, which knows all servers. */
  readonly settings: CentreSettings
  /** Lets another office in. */
  add(code: string): Promise<CentreSettings>
  /** The same way in, to one server only. */
  through(node: number, settings: CentreSettings): CentreSettings
  /** The administrator's hand on one server, in the registry's database. */
  administrator(node: number): Promise<Administrator & AsyncDisposable>
  /** Reads on one server as the administrator; rows as objects. */
  rows(node: number, sql: string, values?: (string | number)[]): Promise<Record<string, unknown>[]>
}

const database = 'solid_loket'

export async function startGaleraCentre(): Promise<GaleraCentre> {
  const galera = await startGalera()
  const portOf = (node: number) => galera.nodes[node]?.port ?? 0
  const host = galera.nodes.map(({ port }) => `127.0.0.1:${port}`).join(', ')

  async function administrator(node: number): Promise<Administrator & AsyncDisposable> {
    const opened = await connectAdministrator({
      host: '127.0.0.1',
      port: portOf(node),
      user: 'root',
      password: '',
      database,
      certificateAuthority: galera.ca,
    })
    opened.connection.on('error', () => undefined)
    return { ...opened, [Symbol.asyncDispose]: async () => opened.connection.destroy() }
  }
  async function rows(node: number, sql: string, values: (string | number)[] = []) {
    await using opened = await administrator(node)
    await opened.connection.query(`USE ${database}`)
    const [found] = await opened.connection.query(sql, values)
    return Array.isArray(found) ? found.map((row) => ({ ...row })) : []
  }
  async function add(code: string): Promise<CentreSettings> {
    await using opened = await administrator(0)
    await opened.connection.query(`USE ${database}`)
    return CentreSettings.parse({
      host,
      port: portOf(0),
      database,
      certificateAuthority: galera.ca,
      ...(await addOffice(opened, code)),
    })
  }
  try {
    await using first = await administrator(0)
    await install(first)
    return {
      galera,
      settings: await add(homeVillage),
      add,
      through: (node, settings) => ({ ...settings, host: '127.0.0.1', port: portOf(node) }),
      administrator,
      rows,
      [Symbol.asyncDispose]: () => galera[Symbol.asyncDispose](),
    }
  } catch (error) {
    await galera[Symbol.asyncDispose]()
    throw error
  }
}
