import { ChevronDown, ChevronRight, ClipboardCheck, Trash2 } from 'lucide-react'
import { Button as PlainButton } from 'react-aria-components/Button'
import { unconfirmedFields } from '../../../shared/autofill/unconfirmed-fields.ts'
import { memberPath } from '../../../shared/field-path.ts'
import { findLabel } from '../../../shared/reference/code-table.ts'
import { relationships } from '../../../shared/reference/population.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import type { DraftState } from '../draft/draft.ts'
import { useCanType, useDraft, useDraftState } from '../draft/draft-context.ts'
import { withMember } from '../draft/form-edits.ts'
import { acceptProposals, openProposals, toggleMember } from '../draft/member-edits.ts'
import { ConfirmGroup } from './confirm-group.tsx'
import { MemberFields } from './member-fields.tsx'
import styles from './members.module.css'
import { SectionFindings } from './section-findings.tsx'

/** One member: name, relationship, how much is missing; their fields while the row is expanded. */
export function MemberRow({ memberId, onRemove }: { memberId: string; onRemove: () => void }) {
  const canType = useCanType()
  const isOpen = useDraftState((state) => state.openMember === memberId)
  return (
    <li className={styles.member}>
      <MemberRowHeader memberId={memberId} isOpen={isOpen} />
      {isOpen && (
        <div id={fieldsId(memberId)} className={styles.fields}>
          <ConfirmGroup memberId={memberId} />
          {canType && <ProposalRow />}
          <SectionFindings path={memberPath(memberId, 'proposed')} />
          <MemberFields memberId={memberId} />
          {canType && (
            <div className={styles.actions}>
              <Button
                variant="quiet"
                size="small"
                icon={Trash2}
                shortcut="Alt+H"
                shortcutGroup="Anggota keluarga"
                onPress={onRemove}
              >
                Hapus anggota
              </Button>
            </div>
          )}
        </div>
      )}
    </li>
  )
}

const fieldsId = (memberId: string): string => `member-${memberId}`

/** The header of the row. Apart from the fields, so that typing in a name does not render all of them. */
function MemberRowHeader({ memberId, isOpen }: { memberId: string; isOpen: boolean }) {
  const draft = useDraft()
  const canType = useCanType()
  const row = useDraftState((state) => readRow(state, memberId), isSameRow)
  return (
    <div className={styles.row} data-field={memberPath(memberId, 'row')}>
      <PlainButton
        className={styles.toggle ?? ''}
        aria-expanded={isOpen}
        aria-controls={fieldsId(memberId)}
        onPress={() => toggleMember(draft, memberId)}
      >
        {isOpen ? <ChevronDown aria-hidden="true" /> : <ChevronRight aria-hidden="true" />}
        <span className={styles.name}>{row.name || `Anggota ${row.position}`}</span>
        <span className={styles.relationship}>{row.relationship}</span>
        <span className={styles.state}>
          {row.missing > 0 || row.unconfirmed > 0 ? (
            <StatusBadge status="periksa" isPlain>
              {[
                ...(row.unconfirmed > 0 ? [`periksa ${row.unconfirmed}`] : []),
                ...(row.missing > 0 ? [`kurang ${row.missing}`] : []),
              ].join(', ')}
            </StatusBadge>
          ) : (
            <StatusBadge status="selesai" isPlain>
              lengkap
            </StatusBadge>
          )}
        </span>
      </PlainButton>
      <span data-field={memberPath(memberId, 'proposed')}>
        <Checkbox
          isSelected={row.isProposed}
          isDisabled={!canType}
          onChange={(proposed) =>
            draft.edit({ form: withMember(draft.store.get().form, memberId, { proposed }) })
          }
        >
          Usulkan
        </Checkbox>
      </span>
    </div>
  )
}

/** Explains the dotted underline; always rendered, so that a new proposal causes no layout shift. */
function ProposalRow() {
  const draft = useDraft()
  const hasProposals = useDraftState((state) => openProposals(state).length > 0)
  return (
    <div className={styles.proposals}>
      <span>
        <span className={styles.dotted}>Bergaris titik</span>: usulan, Enter bila benar.
      </span>
      {hasProposals && (
        <Button
          variant="quiet"
          size="small"
          icon={ClipboardCheck}
          shortcut="Alt+P"
          shortcutGroup="Anggota keluarga"
          onPress={() => acceptProposals(draft)}
        >
          Pakai semua usulan
        </Button>
      )}
    </div>
  )
}

function readRow(state: DraftState, memberId: string) {
  const index = state.form.members.findIndex((member) => member.id === memberId)
  const member = state.form.members[index]
  return {
    position: index + 1,
    name: member?.name.trim() ?? '',
    relationship: findLabel(relationships, member?.relationship ?? '') ?? '',
    isProposed: member?.proposed ?? false,
    unconfirmed: unconfirmedFields(state.form, memberId).length,
    missing: state.missing.filter(
      (item) =>
        item.what === 'finding' && item.finding.memberId === memberId && item.finding.code !== 'machine-read',
    ).length,
  }
}

type RowData = ReturnType<typeof readRow>

function isSameRow(one: RowData, other: RowData): boolean {
  return (
    one.position === other.position &&
    one.name === other.name &&
    one.relationship === other.relationship &&
    one.isProposed === other.isProposed &&
    one.unconfirmed === other.unconfirmed &&
    one.missing === other.missing
  )
}
