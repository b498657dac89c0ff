import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs'
import { classes } from './classes.ts'
import styles from './tabs.module.css'

export type TabItem = {
  id: string
  label: string
  /** Badge count. */
  count?: number | undefined
  content: ReactNode
}

export type TabsProps = {
  label: string
  tabs: readonly TabItem[]
  selected: string
  onSelect: (id: string) => void
  /** Fills its column; the panel scrolls. */
  fills?: boolean | undefined
}

/** Tabs; arrow keys move between them. */
export function Tabs({ label, tabs, selected, onSelect, fills = false }: TabsProps) {
  return (
    <AriaTabs
      className={classes(styles.tabs, fills && styles.fills)}
      selectedKey={selected}
      onSelectionChange={(key) => onSelect(String(key))}
    >
      <TabList className={styles.list ?? ''} aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className={styles.tab ?? ''}>
            {tab.label}
            {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={styles.panel ?? ''}>
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
