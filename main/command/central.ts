import { CentreSettings } from '../../shared/office.ts'
import { Problem, problemSentence } from '../../shared/problems.ts'
import {
  type Administrator,
  addOffice,
  centreStatus,
  connectAdministrator,
  install,
  listOffices,
  migrate,
  renewOffice,
} from '../central/central.ts'
import {
  type CentralArguments,
  type CentralCommand,
  centralUsage,
  parseCentralArguments,
  WrongUsage,
} from './central-arguments.ts'

/**
 * `npm run central -- COMMAND`: Diskominfo's side of the centre. Exit code 0 where the work was done, 1 where it
 * was not (the reason on standard error), 2 for a command that is none. With --json the answer is one line.
 */
const argumentsGiven = understand()
try {
  const administrator = await connectAdministrator(argumentsGiven.address)
  try {
    print(await perform(administrator, argumentsGiven.command, argumentsGiven.address), argumentsGiven.json)
  } finally {
    await administrator.connection.end()
  }
} catch (error) {
  // The server's own words reach only its administrator, who needs them.
  const cause = error instanceof Problem ? error.cause : error
  const words = cause instanceof Error ? cause.message : ''
  if (!(error instanceof Problem)) console.error(words)
  else if (argumentsGiven.json) console.error(JSON.stringify({ problem: error.toValue(), server: words }))
  else console.error(`${problemSentence(error.toValue())}\n${words}`)
  process.exitCode = 1
}

function understand(): CentralArguments {
  try {
    return parseCentralArguments(process.argv.slice(2), process.env)
  } catch (error) {
    if (!(error instanceof WrongUsage)) throw error
    console.error(`${error.message}\n${centralUsage}`)
    process.exit(2)
  }
}

/** What a command found or did: a table, or facts by name. */
type Outcome = readonly object[] | object

async function perform(
  administrator: Administrator,
  command: CentralCommand,
  { database, certificateAuthority }: CentralArguments['address'],
): Promise<Outcome> {
  switch (command.name) {
    case 'install':
      return { applied: await install(administrator), ...(await centreStatus(administrator)) }
    case 'migrate':
      return { applied: await migrate(administrator), ...(await centreStatus(administrator)) }
    case 'status':
      return centreStatus(administrator)
    case 'office list':
      return listOffices(administrator)
    case 'office add':
    case 'office renew': {
      const give = command.name === 'office add' ? addOffice : renewOffice
      const account = await give(administrator, command.code)
      if (account === undefined) {
        throw new Error(
          command.name === 'office add'
            ? `${command.code} is in already; office renew gives it a new password`
            : `${command.code} is not in; office add lets it in`,
        )
      }
      // Exactly what the office's wizard takes.
      return CentreSettings.parse({ ...command.reachableAt, database, ...account, certificateAuthority })
    }
  }
}

function print(outcome: Outcome, json: boolean): void {
  if (json) console.log(JSON.stringify(outcome))
  else if (Array.isArray(outcome)) console.table(outcome)
  else for (const [name, value] of Object.entries(outcome)) console.log(`${name.padEnd(22)} ${String(value)}`)
}
