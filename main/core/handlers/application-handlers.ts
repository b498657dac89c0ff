import type { applicationCalls } from '../../../shared/contract/application-calls.ts'
import type { HandlersDependencies, HandlersOf } from './handlers-of.ts'

export function createApplicationHandlers({
  activeOffice: { services },
  emit,
}: HandlersDependencies): HandlersOf<typeof applicationCalls> {
  return {
    'reference.get': () => services().applications.reference(),
    'home.summary': () => services().applications.homeSummary(),
    'applications.create': ({ kind }, { actor }) => {
      const created = services().applications.create(actor, kind)
      emit('applications')
      return created
    },
    'applications.get': ({ id }) => services().applications.get(id),
    'applications.list': (query) => services().applications.list(query),
    'applications.save': (change, { actor }) => services().applications.save(actor, change),
    'applications.submit': ({ id, revision }, { actor }) => {
      const { applications, sync } = services()
      const submitted = applications.submit(actor, id, revision)
      emit('applications')
      emit('verification')
      if (submitted.application.sentTo !== null) sync.now()
      return submitted
    },
    'applications.cancel': ({ id, reason }, { actor }) => {
      services().applications.cancel(actor, id, reason)
      emit('applications')
      return {}
    },
    'applications.search': ({ text }) => services().applications.search(text),
    'applications.duplicates': ({ id }) => services().applications.duplicates(id),
  }
}
