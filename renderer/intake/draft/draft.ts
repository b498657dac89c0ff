import type { ApplicationKind } from '../../../shared/application-kind.ts'
import type { Application, Duplicate, Page } from '../../../shared/contract/application-calls.ts'
import type { CallOutput } from '../../../shared/contract/contract.ts'
import type { PageReadingState } from '../../../shared/contract/page-calls.ts'
import { type FieldPath, familyPath } from '../../../shared/field-path.ts'
import type { ApplicationForm } from '../../../shared/form.ts'
import { isOpen } from '../../../shared/status.ts'
import type { Finding } from '../../../shared/validation/finding.ts'
import { call, ProblemError } from '../../api/client.ts'
import type { PageArea } from '../../viewer/use-page-view.ts'
import { mergeForms } from './merge-forms.ts'
import { createSaveQueue, type SaveState } from './save-queue.ts'
import { createStateStore, type StateStore } from './state-store.ts'
import { type DraftValidation, type StoreFinding, validateDraft } from './validate-draft.ts'

export type Reference = CallOutput<'reference.get'>

/** What the core knows of the application besides what is typed: number, status, decisions, delivery. */
export type DraftMetadata = Omit<Application, 'kind' | 'revision' | 'form' | 'pages' | 'findings' | 'missing'>

/** State of the intake screen: the form as typed, and what follows from it. */
export interface DraftState extends DraftValidation {
  readonly metadata: DraftMetadata
  readonly kind: ApplicationKind
  readonly form: ApplicationForm
  readonly pages: readonly Page[]
  /** OCR state and result by page. */
  readonly readings: readonly PageReadingState[]
  /** Ids of pages whose people match no member. */
  readonly unmatchedPages: readonly string[]
  /** performance.now() of the last autofill, 0 before the first. */
  readonly autofilledAt: number
  readonly saving: SaveState
  readonly duplicates: readonly Duplicate[]
  /** The one member whose fields are shown. */
  readonly openMember: string | undefined
  /** Fields that somebody has been in and left. */
  readonly visited: ReadonlySet<FieldPath>
  /** Keys (proposalKey) of declined proposals. */
  readonly declinedProposals: ReadonlySet<string>
  /** Submission was tried: from then on missing fields show their findings. */
  readonly submitAttempted: boolean
  /** The field that is to get the focus; a new object for each request. */
  readonly focusRequest: { readonly path: FieldPath } | undefined
  /** Area of the page that the focused field was read from, which the viewer shows. */
  readonly highlight: PageArea | undefined
}

export type DraftChange = Partial<Omit<DraftState, keyof DraftValidation | 'saving'>>

/** An application being edited: its state, and how it is saved. */
export interface Draft {
  readonly id: string
  readonly reference: Reference
  readonly store: StateStore<DraftState>
  /** Changes what is typed; autosaved. */
  edit(change: DraftChange): void
  /** Changes view state, which is not saved. */
  show(change: DraftChange): void
  /** Saves what is not saved yet; never rejects. */
  flush(): Promise<void>
  /** Whether everything typed is saved. */
  isSaved(): boolean
  /** Three-way merge with what the store holds now (merge-forms.ts); what was typed here wins. */
  mergeStored(): Promise<void>
  /**
   * Submits what is saved. Throws ProblemError with the core's refusal.
   *
   * @returns the registration number, or undefined where it could not be saved before
   */
  submit(): Promise<string | undefined>
}

/** Opens a draft of an application as the core returned it. */
export function openDraft(application: Application, reference: Reference): Draft {
  const { id } = application
  let { revision } = application
  /** The form that the store holds, as far as this window knows. */
  let stored = { kind: application.kind, form: application.form }
  let storeFindings: readonly StoreFinding[] = storeFindingsIn(application.findings, application.form)

  const store = createStateStore(initialState(application, reference, storeFindings))

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

function initialState(
  application: Application,
  reference: Reference,
  storeFindings: readonly StoreFinding[],
): DraftState {
  return {
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
    // An empty form is typed into from the top.
    focusRequest: application.form.family.noKk === '' ? { path: familyPath('noKk') } : undefined,
    highlight: undefined,
  }
}

function splitApplication(application: Application) {
  const { kind, form, pages, revision, findings, missing, ...metadata } = application
  return { kind, form, pages, metadata }
}

/**
 * Findings that only the store can make (NIK in another open application), each with the NIK it was made
 * about.
 */
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
