/** One database server of the centre. */
export interface CentreServer {
  host: string
  port: number
}

/** A name or an IPv4 address, or an IPv6 address in brackets; and its own port where it has one. */
const server = /^(?:\[([0-9a-f:.]+)\]|([^\s:,[\]]+))(?::(\d{1,5}))?$/i

/** An IPv6 address as people write it, without a port. */
const bareAddress = /^[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*$/i

/**
 * The servers that an address of the centre names, in the order in which they are tried. A centre that has
 * outgrown one server is a cluster, and its address a list: `db1.kota.go.id, db2.kota.go.id:3307`.
 * @param port of every server that names none
 * @returns undefined where the text is no such list
 */
export function centreServers(address: string, port: number): CentreServer[] | undefined {
  const servers: CentreServer[] = []
  for (const text of address.split(',').map((part) => part.trim())) {
    const found = server.exec(text)
    const host = found?.[1] ?? found?.[2] ?? (bareAddress.test(text) ? text : undefined)
    const own = found?.[3] === undefined ? port : Number(found[3])
    if (host === undefined || own < 1 || own > 65535) return undefined
    servers.push({ host, port: own })
  }
  return servers
}
