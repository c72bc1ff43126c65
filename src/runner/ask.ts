import type { Worker } from 'node:worker_threads'
import { type Assignment, type Failure, failureOf, type WorkerMessage } from './pool-messages.ts'

type Word = Extract<WorkerMessage, { kind: 'progress' | 'row' | 'frame' | 'snapshot' }>
type Answer = Exclude<WorkerMessage, Word>

const WORDS: readonly WorkerMessage['kind'][] = ['progress', 'row', 'frame', 'snapshot']

function isWord(message: WorkerMessage): message is Word {
  return WORDS.includes(message.kind)
}

/** A worker's answer to one assignment; a failure too if the worker breaks or ends without one. */
export function ask(
  worker: Worker,
  assignment: Assignment,
  onWord: (word: Word) => void,
): Promise<Answer> {
  const { replica } = assignment.task
  return new Promise((resolve) => {
    const answer = (message: Answer) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      resolve(message)
    }
    const fail = (failure: Failure) => answer({ kind: 'failure', failure })
    const onMessage = (message: WorkerMessage) => {
      if (isWord(message)) onWord(message)
      else answer(message)
    }
    const onError = (error: unknown) => fail(failureOf(replica, error))
    const onExit = (code: number) => {
      const cause = `its worker thread ended with code ${code} before it had a result`
      fail({ replica, cause, stack: null })
    }
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    worker.postMessage(assignment)
  })
}
