import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { Button } from '../ui/button.tsx'
import styles from './load-more.module.css'

/** Button for the next page of an infinite query; nothing after the last one. */
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
