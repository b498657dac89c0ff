import { ChevronDown, ChevronRight, ClipboardCheck, Trash2 } from 'lucide-react'
import { Button as PlainButton } from 'react-aria-components/Button'
import { marksOf } from '../../../shared/autofill/unconfirmed-fields.ts'
import { memberPlace } from '../../../shared/field-path.ts'
import { findLabel } from '../../../shared/reference/code-table.ts'
import { relationships } from '../../../shared/reference/population.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import type { WorkState } from '../draft/draft.ts'
import { useCanType, useWork, useWorkState } from '../draft/draft-context.ts'
import { withMember } from '../draft/form-edits.ts'
import { acceptProposals, toggleMember, wantedProposals } from '../draft/member-edits.ts'
import { ConfirmGroup } from './confirm-group.tsx'
import { MemberFields } from './member-fields.tsx'
import styles from './members.module.css'
import { PlaceFindings } from './section-findings.tsx'

/** One member: who, how they belong to the family, what is missing; their fields while the line is open. */
export function MemberLine({ memberId, onRemove }: { memberId: string; onRemove: () => void }) {
  const canType = useCanType()
  const isOpen = useWorkState((state) => state.openMember === memberId)
  return (
    <li className={styles.member}>
      <MemberHead memberId={memberId} isOpen={isOpen} />
      {isOpen && (
        <div id={fieldsId(memberId)} className={styles.fields}>
          <ConfirmGroup memberId={memberId} />
          {canType && <ProposalLine />}
          <PlaceFindings place={memberPlace(memberId, 'proposed')} />
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

/** The line itself. Apart from the fields, so that a letter typed in a name does not draw all of them again. */
function MemberHead({ memberId, isOpen }: { memberId: string; isOpen: boolean }) {
  const work = useWork()
  const canType = useCanType()
  const line = useWorkState((state) => lineOf(state, memberId), sameLine)
  return (
    <div className={styles.line} data-place={memberPlace(memberId, 'line')}>
      <PlainButton
        className={styles.toggle ?? ''}
        aria-expanded={isOpen}
        aria-controls={fieldsId(memberId)}
        onPress={() => toggleMember(work, memberId)}
      >
        {isOpen ? <ChevronDown aria-hidden="true" /> : <ChevronRight aria-hidden="true" />}
        <span className={styles.name}>{line.name || `Anggota ${line.position}`}</span>
        <span className={styles.relationship}>{line.relationship}</span>
        <span className={styles.state}>
          {line.missing > 0 || line.unchecked > 0 ? (
            <StatusBadge status="periksa" isPlain>
              {[
                ...(line.unchecked > 0 ? [`periksa ${line.unchecked}`] : []),
                ...(line.missing > 0 ? [`kurang ${line.missing}`] : []),
              ].join(', ')}
            </StatusBadge>
          ) : (
            <StatusBadge status="selesai" isPlain>
              lengkap
            </StatusBadge>
          )}
        </span>
      </PlainButton>
      <span data-place={memberPlace(memberId, 'proposed')}>
        <Checkbox
          isSelected={line.isProposed}
          isDisabled={!canType}
          onChange={(proposed) =>
            work.edit({ form: withMember(work.store.get().form, memberId, { proposed }) })
          }
        >
          Usulkan
        </Checkbox>
      </span>
    </div>
  )
}

/** Says what the dotted line means; always there, so that nothing jumps when a proposal comes. */
function ProposalLine() {
  const work = useWork()
  const hasProposals = useWorkState((state) => wantedProposals(state).length > 0)
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
          onPress={() => acceptProposals(work)}
        >
          Pakai semua usulan
        </Button>
      )}
    </div>
  )
}

function lineOf(state: WorkState, memberId: string) {
  const place = state.form.members.findIndex((member) => member.id === memberId)
  const member = state.form.members[place]
  return {
    position: place + 1,
    name: member?.name.trim() ?? '',
    relationship: findLabel(relationships, member?.relationship ?? '') ?? '',
    isProposed: member?.proposed ?? false,
    unchecked: marksOf(state.form, memberId).length,
    missing: state.missing.filter(
      (item) =>
        item.what === 'finding' && item.finding.memberId === memberId && item.finding.code !== 'machine-read',
    ).length,
  }
}

type Line = ReturnType<typeof lineOf>

function sameLine(one: Line, other: Line): boolean {
  return (
    one.position === other.position &&
    one.name === other.name &&
    one.relationship === other.relationship &&
    one.isProposed === other.isProposed &&
    one.unchecked === other.unchecked &&
    one.missing === other.missing
  )
}
