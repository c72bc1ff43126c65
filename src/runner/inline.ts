import { type Requests, runAssignment } from './replica-loop.ts'
import type { Assignment, Outcome, ReplicaEvent, Runner, Running } from './runner.ts'

/** Runs replicas in the calling thread, one after the other, with pauses for its other work. */
export function inline(): Runner {
  let last: Promise<unknown> = Promise.resolve()
  const all = new Set<Requests>()
  return {
    width: 1,
    inThisThread: true,
    start(assignment: Assignment, listen: (event: ReplicaEvent) => void): Running {
      const requests: Requests = { snapshot: false, stop: false }
      all.add(requests)
      const outcome = last.then((): Outcome | Promise<Outcome> => {
        if (requests.stop) return { kind: 'stopped', snapshot: null }
        return runAssignment(assignment, requests, listen)
      })
      last = outcome.finally(() => all.delete(requests))
      return {
        outcome,
        requestSnapshot: () => {
          requests.snapshot = true
        },
        requestStop: () => {
          requests.stop = true
        },
      }
    },
    room: async () => {
      await last
    },
    close: async () => {
      for (const requests of all) requests.stop = true
      await last
    },
  }
}
