import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { getProgram } from './find-program.ts'

const run = promisify(execFile)

const options = ['--no-defaults', '--auth-root-authentication-method=normal', '--skip-test-db']

/**
 * Makes the data folder of a new server: root without a password, and no database. What mariadb-install-db
 * makes is kept beside the test Electron in the user's cache, because to copy it takes a fifth of the time.
 * @param data must not exist
 */
export async function makeMariaDBData(data: string): Promise<void> {
  await cp(await findTemplate(), data, { recursive: true })
}

async function findTemplate(): Promise<string> {
  const { stdout: version } = await run(getProgram('mariadbd', 'mysqld'), ['--no-defaults', '--version'])
  const recipe = createHash('sha256')
    .update(JSON.stringify([version, options]))
    .digest('hex')
    .slice(0, 12)
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'solid-loket')
  const template = join(cache, `mariadb-${recipe}`)
  if (existsSync(template)) return template
  await mkdir(cache, { recursive: true })
  // Beside its final place, so that moving it there is one step and two runs at a time do not disturb each
  // other.
  const work = await mkdtemp(`${template}.`)
  try {
    const asRoot = process.getuid?.() === 0 ? ['--user=root'] : []
    const data = join(work, 'data')
    // With temporary tables in a folder of its own: a server that starts removes those that it finds.
    await run(
      getProgram('mariadb-install-db', 'mysql_install_db'),
      [...options, `--datadir=${data}`, ...asRoot],
      {
        env: { ...process.env, TMPDIR: work },
      },
    )
    await rename(data, template)
  } catch (error) {
    // Another run was quicker.
    if (!existsSync(template)) throw error
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return template
}
