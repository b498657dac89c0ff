import type { pageCalls } from '../../../shared/contract/page-calls.ts'
import type { HandlersDependencies, HandlersOf } from './handlers-of.ts'

export function createPageHandlers({
  activeOffice: { services },
  emit,
}: HandlersDependencies): HandlersOf<typeof pageCalls> {
  /** Emits once the pages are made: what was read of them before does not hold any more. */
  async function changingPages<Result>(change: Promise<Result>): Promise<Result> {
    const result = await change
    emit('pages')
    return result
  }

  return {
    'pages.add': async ({ applicationId, bytes, document }, { actor }) => {
      const { documents, journal } = services()
      const result = await changingPages(documents.add(actor, applicationId, bytes, document))
      if (result.preview) journal.access(actor.id, 'scan', applicationId)
      return { ...result, preview: result.preview && new Uint8Array(result.preview) }
    },
    'pages.describe': ({ pageId, document, memberId }, { actor }) =>
      services().documents.describe(actor, pageId, document, memberId),
    'pages.turn': ({ pageId, quarterTurns }, { actor }) =>
      changingPages(services().documents.turn(actor, pageId, quarterTurns)),
    'pages.crop': ({ pageId, corners }, { actor }) =>
      changingPages(services().documents.crop(actor, pageId, corners)),
    'pages.readings': ({ applicationId }) => {
      const { documents } = services()
      documents.prioritiseReading(applicationId)
      return documents.readings(applicationId)
    },
    'pages.remove': ({ pageId }, { actor }) => {
      services().documents.remove(actor, pageId)
      return {}
    },
    'pages.restore': ({ pageId }, { actor }) => services().documents.restore(actor, pageId),
  }
}
