import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { Button } from '../ui/button.tsx'
import styles from './load-more.module.css'

/** At the end of a list that is asked for a page at a time: nothing where there is no more. */
export function LoadMore({ pages }: { pages: UseInfiniteQueryResult }) {
  if (!pages.hasNextPage) return null
  return (
    <div className={styles.more}>
      <Button shortcut="M" onPress={() => void pages.fetchNextPage()} isPending={pages.isFetchingNextPage}>
        Muat lagi
      </Button>
    </div>
  )
}
