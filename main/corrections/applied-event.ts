import type { ApplicationEvent } from '../../shared/application-event.ts'
import type { EventRow } from './event-table.ts'

/** What is done to an application; `number` is the one that is right from now on, empty of a withdrawal. */
export type AppliedEvent = Omit<EventRow, 'former'>

/** An event of this office as it is carried out here. */
export const toAppliedEvent = (event: ApplicationEvent): AppliedEvent => ({
  id: event.id,
  applicationId: event.application,
  type: event.type,
  reason: event.reason,
  memberId: 'member' in event ? event.member : null,
  number: event.type === 'nik-correction' ? event.nik : event.type === 'no-kk-correction' ? event.noKk : '',
  officer: event.by.name,
  at: event.at,
})
