import { type CallInput, type CallName, type CallOutput, contract } from '../../shared/contract/contract.ts'
import { type ProblemValue, problemSentence } from '../../shared/problems.ts'
import { Answer } from './answer.ts'
import { openTransport } from './transport.ts'

/** A call that the core refused; the message is the Indonesian sentence. */
export class ProblemError extends Error {
  readonly problem: ProblemValue

  constructor(problem: ProblemValue, options?: ErrorOptions) {
    super(problemSentence(problem), options)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** The contract typed by name, so that the output type follows from the call name. */
const definitions: {
  readonly [Name in CallName]: { readonly output: { parse(raw: unknown): CallOutput<Name> } }
} = contract

export const transport = openTransport()

/**
 * Calls the core; the output is parsed by the contract.
 *
 * @throws ProblemError with the core's refusal, or `core-unreachable` where nobody answered
 */
export async function call<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  return parseValue(name, await awaitAnswer(transport.call(name, input)))
}

/**
 * Adds a file to an application: the call `pages.add`.
 *
 * @throws ProblemError with the core's refusal, `file-unreadable`, or `core-unreachable`
 */
export async function addFile(
  input: Omit<CallInput<'pages.add'>, 'bytes'>,
  file: Blob,
): Promise<CallOutput<'pages.add'>> {
  return parseValue('pages.add', await awaitAnswer(transport.addFile(input, file)))
}

function parseValue<Name extends CallName>(name: Name, answer: Answer): CallOutput<Name> {
  if (!answer.ok) throw new ProblemError(answer.problem)
  return definitions[name].output.parse(answer.value)
}

async function awaitAnswer(pending: Promise<unknown>): Promise<Answer> {
  try {
    return Answer.parse(await pending)
  } catch (error) {
    throw new ProblemError({ code: 'core-unreachable', data: {} }, { cause: error })
  }
}

/** The stored page, its thumbnail, or the original that it was cropped from. */
export type PictureSize = 'page' | 'thumbnail' | 'original'

/**
 * URL of a stored page's picture for `<img src>`, the same in both hosts.
 *
 * @param page id and scan hash; the hash changes when the page is rotated or cropped (cache busting)
 */
export function pagePicture(page: { id: string; scan: string }, size: PictureSize): string {
  return `/scans/${page.id}?size=${size}&v=${page.scan}`
}
