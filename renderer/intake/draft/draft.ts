import type { ApplicationKind } from '../../../shared/application-kind.ts'
import type { Area } from '../../../shared/area.ts'
import type { Application, Duplicate, Page } from '../../../shared/contract/application-calls.ts'
import type { CallOutput } from '../../../shared/contract/contract.ts'
import type { PageReadingState } from '../../../shared/contract/page-calls.ts'
import { type FieldPath, familyPlace } from '../../../shared/field-path.ts'
import type { ApplicationForm } from '../../../shared/form.ts'
import { isOpen } from '../../../shared/status.ts'
import type { Finding } from '../../../shared/validation/finding.ts'
import { call, ProblemError } from '../../api/client.ts'
import { mergeForms } from './merge-forms.ts'
import { createSaveQueue, type Saving } from './save-queue.ts'
import { createStore, type Store } from './store.ts'
import { type Examination, examineWork, type OpenElsewhere } from './validate-draft.ts'

export type Reference = CallOutput<'reference.get'>

/** What the core says of the application beside what is typed in it. */
export type Facts = Omit<Application, 'kind' | 'revision' | 'form' | 'pages' | 'findings' | 'missing'>

/** A part of a page, in fractions of its stored picture. */
export interface LookedAt {
  readonly pageId: string
  readonly area: Area
}

/** An application as it stands on the screen. */
export interface WorkState extends Examination {
  readonly facts: Facts
  readonly kind: ApplicationKind
  readonly form: ApplicationForm
  readonly pages: readonly Page[]
  /** What is known of the pages by reading them. */
  readonly readings: readonly PageReadingState[]
  /** Pages that show people of whom nobody is in this family. */
  readonly ofNobody: readonly string[]
  /** When the machine last wrote into the form: performance.now(), 0 while it has not. */
  readonly filledAt: number
  readonly saving: Saving
  readonly duplicates: readonly Duplicate[]
  /** The one member whose fields are shown. */
  readonly openMember: string | undefined
  /** Fields that somebody has been in and left. */
  readonly visited: ReadonlySet<FieldPath>
  /** Keys of proposals that somebody did not want. */
  readonly declined: ReadonlySet<string>
  /** Submission was asked for, so that everything missing is said where it is missing. */
  readonly isDemanded: boolean
  /** The place that wants the focus; a new object for every wish. */
  readonly wanted: { readonly place: FieldPath } | undefined
  /** What of which page the focused field was read from: the viewer shows it. */
  readonly lookedAt: LookedAt | undefined
}

export type WorkChange = Partial<Omit<WorkState, keyof Examination | 'saving'>>

/** An application that somebody works on: what is on the screen, and how it gets into the store. */
export interface Draft {
  readonly id: string
  readonly reference: Reference
  readonly store: Store<WorkState>
  /** Changes what is typed; it is saved by itself. */
  edit(change: WorkChange): void
  /** Changes what is shown and needs no saving. */
  show(change: WorkChange): void
  /** Saves what is not saved yet; never rejects. */
  flush(): Promise<void>
  /** Whether everything typed is saved. */
  isSettled(): boolean
  /** Takes over what the store holds meanwhile, and keeps what was typed here. */
  catchUp(): Promise<void>
  /**
   * Submits what is saved. Throws ProblemError with the core's refusal.
   *
   * @returns the registration number, or undefined where it could not be saved before
   */
  submit(): Promise<string | undefined>
}

/** Opens an application as it came from the core. */
export function openDraft(application: Application, reference: Reference): Draft {
  const { id } = application
  let { revision } = application
  /** The form that the store holds, as far as this window knows. */
  let stored = { kind: application.kind, form: application.form }
  let elsewhere: readonly OpenElsewhere[] = openElsewhere(application.findings, application.form)

  const store = createStore<WorkState>({
    ...restOf(application),
    ...examineWork({
      ...application,
      reference,
      readings: [],
      openMember: undefined,
      elsewhere,
      before: undefined,
    }),
    readings: [],
    ofNobody: [],
    filledAt: 0,
    saving: { state: 'saved', at: undefined },
    duplicates: [],
    openMember: undefined,
    visited: new Set(),
    declined: new Set(),
    isDemanded: false,
    // Whoever opens an empty form begins to type.
    wanted: application.form.family.noKk === '' ? { place: familyPlace('noKk') } : undefined,
    lookedAt: undefined,
  })

  function put(change: Partial<WorkState>): void {
    const before = store.get()
    const next = { ...before, ...change }
    store.set({ ...next, ...examineWork({ ...next, reference, elsewhere, before }) })
  }

  const queue = createSaveQueue<Pick<WorkState, 'kind' | 'form'>>({
    read: () => store.get(),
    async save({ kind, form }) {
      const saved = await call('applications.save', { id, revision, kind, form })
      revision = saved.revision
      stored = { kind, form }
      elsewhere = openElsewhere(saved.findings, form)
      put({})
    },
    isOutrun: (error) => isRefusedWith(error, 'application-changed', 'application-closed'),
    onChange(saving) {
      const state = store.get()
      if (state.saving !== saving) store.set({ ...state, saving })
    },
  })

  async function catchUp(): Promise<void> {
    const theirs = await call('applications.get', { id })
    const mine = store.get()
    revision = theirs.revision
    elsewhere = openElsewhere(theirs.findings, theirs.form)
    const canType = isOpen(theirs.status)
    put({
      ...restOf(theirs),
      kind: mine.kind === stored.kind || !canType ? theirs.kind : mine.kind,
      form: canType ? mergeForms(stored.form, mine.form, theirs.form) : theirs.form,
    })
    stored = theirs
    queue.caughtUp(canType)
  }

  return {
    id,
    reference,
    store,
    edit(change) {
      put(change)
      queue.typed()
    },
    show: put,
    flush: queue.flush,
    isSettled: queue.isSettled,
    catchUp,
    async submit() {
      await queue.flush()
      if (!queue.isSettled()) return undefined
      const submitted = await call('applications.submit', { id, revision })
      revision = submitted.application.revision
      put(restOf(submitted.application))
      return submitted.number
    },
  }
}

function restOf(application: Application) {
  const { kind, form, pages, revision, findings, missing, ...facts } = application
  return { kind, form, pages, facts }
}

/** The members whose NIK is in another open application, which only the store can know, with that NIK. */
function openElsewhere(findings: readonly Finding[], form: ApplicationForm): OpenElsewhere[] {
  return findings.flatMap((finding) => {
    if (finding.code !== 'nik-open-application') return []
    const nik = form.members.find((member) => member.id === finding.memberId)?.nik
    return nik === undefined ? [] : [{ finding, nik }]
  })
}

function isRefusedWith(error: unknown, ...codes: string[]): boolean {
  return error instanceof ProblemError && codes.includes(error.problem.code)
}
