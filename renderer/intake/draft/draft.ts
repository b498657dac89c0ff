import type { ApplicationKind } from '../../../shared/application-kind.ts'
import type { Area } from '../../../shared/area.ts'
import type { Application, Duplicate, Page } from '../../../shared/contract/application-calls.ts'
import type { CallOutput } from '../../../shared/contract/contract.ts'
import type { PageReadingState } from '../../../shared/contract/page-calls.ts'
import { type FieldPath, familyPath } from '../../../shared/field-path.ts'
import type { ApplicationForm } from '../../../shared/form.ts'
import { isOpen } from '../../../shared/status.ts'
import type { Finding } from '../../../shared/validation/finding.ts'
import { call, ProblemError } from '../../api/client.ts'
import { mergeForms } from './merge-forms.ts'
import { createSaveQueue, type SaveState } from './save-queue.ts'
import { createStore, type Store } from './store.ts'
import { type DraftValidation, validateDraft, type StoreFinding } from './validate-draft.ts'

export type Reference = CallOutput<'reference.get'>

/** What the core says of the application beside what is typed in it. */
export type DraftMetadata = Omit<Application, 'kind' | 'revision' | 'form' | 'pages' | 'findings' | 'missing'>

/** A part of a page, in fractions of its stored picture. */
export interface LookedAt {
  readonly pageId: string
  readonly area: Area
}

/** An application as it stands on the screen. */
export interface DraftState extends DraftValidation {
  readonly metadata: DraftMetadata
  readonly kind: ApplicationKind
  readonly form: ApplicationForm
  readonly pages: readonly Page[]
  /** What is known of the pages by reading them. */
  readonly readings: readonly PageReadingState[]
  /** Pages that show people of whom nobody is in this family. */
  readonly unmatchedPages: readonly string[]
  /** When the machine last wrote into the form: performance.now(), 0 while it has not. */
  readonly autofilledAt: number
  readonly saving: SaveState
  readonly duplicates: readonly Duplicate[]
  /** The one member whose fields are shown. */
  readonly openMember: string | undefined
  /** Fields that somebody has been in and left. */
  readonly visited: ReadonlySet<FieldPath>
  /** Keys of proposals that somebody did not want. */
  readonly declinedProposals: ReadonlySet<string>
  /** Submission was asked for, so that everything missing is said where it is missing. */
  readonly submitAttempted: boolean
  /** The place that wants the focus; a new object for every wish. */
  readonly focusRequest: { readonly path: FieldPath } | undefined
  /** What of which page the focused field was read from: the viewer shows it. */
  readonly highlight: LookedAt | undefined
}

export type DraftChange = Partial<Omit<DraftState, keyof DraftValidation | 'saving'>>

/** An application that somebody works on: what is on the screen, and how it gets into the store. */
export interface Draft {
  readonly id: string
  readonly reference: Reference
  readonly store: Store<DraftState>
  /** Changes what is typed; it is saved by itself. */
  edit(change: DraftChange): void
  /** Changes what is shown and needs no saving. */
  show(change: DraftChange): void
  /** Saves what is not saved yet; never rejects. */
  flush(): Promise<void>
  /** Whether everything typed is saved. */
  isSaved(): boolean
  /** Takes over what the store holds meanwhile, and keeps what was typed here. */
  mergeStored(): Promise<void>
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
  let storeFindings: readonly StoreFinding[] = storeFindingsIn(application.findings, application.form)

  const store = createStore<DraftState>({
    ...splitApplication(application),
    ...validateDraft({
      ...application,
      reference,
      readings: [],
      openMember: undefined,
      storeFindings,
      before: undefined,
    }),
    readings: [],
    unmatchedPages: [],
    autofilledAt: 0,
    saving: { state: 'saved', at: undefined },
    duplicates: [],
    openMember: undefined,
    visited: new Set(),
    declinedProposals: new Set(),
    submitAttempted: false,
    // Whoever opens an empty form begins to type.
    focusRequest: application.form.family.noKk === '' ? { path: familyPath('noKk') } : undefined,
    highlight: undefined,
  })

  function applyChange(change: Partial<DraftState>): void {
    const before = store.get()
    const next = { ...before, ...change }
    store.set({ ...next, ...validateDraft({ ...next, reference, storeFindings, before }) })
  }

  const queue = createSaveQueue<Pick<DraftState, 'kind' | 'form'>>({
    read: () => store.get(),
    async save({ kind, form }) {
      const saved = await call('applications.save', { id, revision, kind, form })
      revision = saved.revision
      stored = { kind, form }
      storeFindings = storeFindingsIn(saved.findings, form)
      applyChange({})
    },
    isConflict: (error) => isRefusedWith(error, 'application-changed', 'application-closed'),
    onChange(saving) {
      const state = store.get()
      if (state.saving !== saving) store.set({ ...state, saving })
    },
  })

  async function mergeStored(): Promise<void> {
    const theirs = await call('applications.get', { id })
    const mine = store.get()
    revision = theirs.revision
    storeFindings = storeFindingsIn(theirs.findings, theirs.form)
    const canType = isOpen(theirs.status)
    applyChange({
      ...splitApplication(theirs),
      kind: mine.kind === stored.kind || !canType ? theirs.kind : mine.kind,
      form: canType ? mergeForms(stored.form, mine.form, theirs.form) : theirs.form,
    })
    stored = theirs
    queue.resolveConflict(canType)
  }

  return {
    id,
    reference,
    store,
    edit(change) {
      applyChange(change)
      queue.markDirty()
    },
    show: applyChange,
    flush: queue.flush,
    isSaved: queue.isSaved,
    mergeStored,
    async submit() {
      await queue.flush()
      if (!queue.isSaved()) return undefined
      const submitted = await call('applications.submit', { id, revision })
      revision = submitted.application.revision
      applyChange(splitApplication(submitted.application))
      return submitted.number
    },
  }
}

function splitApplication(application: Application) {
  const { kind, form, pages, revision, findings, missing, ...metadata } = application
  return { kind, form, pages, metadata }
}

/** The members whose NIK is in another open application, which only the store can know, with that NIK. */
function storeFindingsIn(findings: readonly Finding[], form: ApplicationForm): StoreFinding[] {
  return findings.flatMap((finding) => {
    if (finding.code !== 'nik-open-application') return []
    const nik = form.members.find((member) => member.id === finding.memberId)?.nik
    return nik === undefined ? [] : [{ finding, nik }]
  })
}

function isRefusedWith(error: unknown, ...codes: string[]): boolean {
  return error instanceof ProblemError && codes.includes(error.problem.code)
}
