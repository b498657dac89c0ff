import { Undo2, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { familyPath } from '../../../shared/field-path.ts'
import { Button } from '../../ui/button.tsx'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import { useCanType, useDraft, useDraftState } from '../draft/draft-context.ts'
import { addMember, openAdjacentMember, removeMember } from '../draft/member-edits.ts'
import { sameItems } from '../draft/state-store.ts'
import formStyles from './form.module.css'
import { MemberRow } from './member-row.tsx'
import styles from './members.module.css'
import { PageFindings } from './page-findings.tsx'
import { SectionFindings } from './section-findings.tsx'

/** The members as rows, one of them expanded at a time. */
export function MembersSection() {
  const draft = useDraft()
  const canType = useCanType()
  const ids = useDraftState((state) => state.form.members.map((member) => member.id), sameItems)
  const proposed = useDraftState((state) => state.form.members.filter((member) => member.proposed).length)
  const [removed, setRemoved] = useState<{ name: string; undo: () => void }>()

  const undoRemove = () => {
    removed?.undo()
    setRemoved(undefined)
  }
  useShortcuts([
    { keys: 'Ctrl+↓', label: 'Anggota berikutnya', run: () => openAdjacentMember(draft, 'next'), group },
    { keys: 'Ctrl+↑', label: 'Anggota sebelumnya', run: () => openAdjacentMember(draft, 'previous'), group },
  ])

  return (
    <section className={formStyles.section} aria-labelledby="intake-members">
      <div className={formStyles.sectionHeader}>
        <h2 id="intake-members" className={formStyles.heading}>
          Anggota keluarga
        </h2>
        {ids.length > 0 && (
          <span className={formStyles.aside}>
            {ids.length} orang, {proposed} diusulkan
          </span>
        )}
      </div>
      <PageFindings />
      <SectionFindings path={familyPath('members')} />
      {ids.length > 0 && (
        <ol className={styles.list}>
          {ids.map((id) => (
            <MemberRow key={id} memberId={id} onRemove={() => setRemoved(removeMember(draft, id))} />
          ))}
        </ol>
      )}
      {canType && (
        <div className={styles.actions} data-field={familyPath('members')}>
          <Button icon={UserPlus} shortcut="Alt+T" shortcutGroup={group} onPress={() => addMember(draft)}>
            Tambah anggota
          </Button>
          {removed && (
            <Button variant="quiet" icon={Undo2} shortcut="Alt+Z" shortcutGroup={group} onPress={undoRemove}>
              {`Kembalikan ${removed.name}`}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

const group = 'Anggota keluarga'
