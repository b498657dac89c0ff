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

/** Whether the core is reachable; false only in a browser whose host has ended. */
export function useIsConnected(): boolean {
  return useSyncExternalStore(listen, () => isConnected)
}

/** Invalidates queries after events of the core, and all of them when the connection opens. */
export function useCoreEvents(): void {
  const client = useQueryClient()
  useEffect(() => {
    const stopEvents = transport.onEvent((event) => void invalidateAfter(client, event))
    const stopConnectivity = transport.onConnectivity((connected) => {
      // Events sent while disconnected are lost, also those before the first connection.
      if (connected) void client.invalidateQueries()
    })
    return () => {
      stopEvents()
      stopConnectivity()
    }
  }, [client])
}
