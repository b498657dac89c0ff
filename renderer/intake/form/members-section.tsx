import { Undo2, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { familyPlace } from '../../../shared/field-path.ts'
import { Button } from '../../ui/button.tsx'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import { useCanType, useWork, useWorkState } from '../draft/draft-context.ts'
import { addMember, enterMember, removeMember } from '../draft/member-edits.ts'
import { sameItems } from '../draft/store.ts'
import formStyles from './form.module.css'
import { MemberLine } from './member-row.tsx'
import styles from './members.module.css'
import { PageNotes } from './page-notes.tsx'
import { PlaceFindings } from './section-findings.tsx'

/** The family as a list of short lines, one of them open at a time. */
export function MembersSection() {
  const work = useWork()
  const canType = useCanType()
  const ids = useWorkState((state) => state.form.members.map((member) => member.id), sameItems)
  const proposed = useWorkState((state) => state.form.members.filter((member) => member.proposed).length)
  const [removed, setRemoved] = useState<{ name: string; undo: () => void }>()

  const takeBack = () => {
    removed?.undo()
    setRemoved(undefined)
  }
  useShortcuts([
    { keys: 'Ctrl+↓', label: 'Anggota berikutnya', run: () => enterMember(work, 'next'), group },
    { keys: 'Ctrl+↑', label: 'Anggota sebelumnya', run: () => enterMember(work, 'previous'), group },
  ])

  return (
    <section className={formStyles.section} aria-labelledby="intake-members">
      <div className={formStyles.sectionHead}>
        <h2 id="intake-members" className={formStyles.heading}>
          Anggota keluarga
        </h2>
        {ids.length > 0 && (
          <span className={formStyles.aside}>
            {ids.length} orang, {proposed} diusulkan
          </span>
        )}
      </div>
      <PageNotes />
      <PlaceFindings place={familyPlace('members')} />
      {ids.length > 0 && (
        <ol className={styles.list}>
          {ids.map((id) => (
            <MemberLine key={id} memberId={id} onRemove={() => setRemoved(removeMember(work, id))} />
          ))}
        </ol>
      )}
      {canType && (
        <div className={styles.actions} data-place={familyPlace('members')}>
          <Button icon={UserPlus} shortcut="Alt+T" shortcutGroup={group} onPress={() => addMember(work)}>
            Tambah anggota
          </Button>
          {removed && (
            <Button variant="quiet" icon={Undo2} shortcut="Alt+Z" shortcutGroup={group} onPress={takeBack}>
              {`Kembalikan ${removed.name}`}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

const group = 'Anggota keluarga'
