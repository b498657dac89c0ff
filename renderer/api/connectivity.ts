import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { transport } from './client.ts'
import { invalidateAfter } from './queries.ts'

let isConnected = true

function listen(listener: () => void): () => void {
  return transport.onConnectivity((connected) => {
    isConnected = connected
    listener()
  })
}

/** Whether the core of this application can be heard; false only in a browser whose host has ended. */
export function useIsConnected(): boolean {
  return useSyncExternalStore(listen, () => isConnected)
}

/** Keeps the answers on the screen fresh: asks again after events, and for all when the line is opened. */
export function useCoreEvents(): void {
  const client = useQueryClient()
  useEffect(() => {
    const stopEvents = transport.onEvent((event) => void invalidateAfter(client, event))
    const stopConnectivity = transport.onConnectivity((connected) => {
      // Events that came while nobody listened are lost, before the line was open for the first time too.
      if (connected) void client.invalidateQueries()
    })
    return () => {
      stopEvents()
      stopConnectivity()
    }
  }, [client])
}
