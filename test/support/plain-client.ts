import { type Connection, createConnection } from 'mysql2/promise'
import type { CentreSettings } from '../../shared/office.ts'

/** A MySQL client with an account of the centre, as somebody would use one who has its password. */
export async function plainClient(settings: CentreSettings, rest: object = {}): Promise<Connection> {
  const { host, port, user, password, database, certificateAuthority } = settings
  const connection = await createConnection({
    host,
    port,
    user,
    password,
    database,
    multipleStatements: true,
    ssl: { ca: certificateAuthority },
    ...rest,
  })
  // An account that is shut loses its connections; the next statement says so.
  connection.on('error', () => undefined)
  return connection
}
