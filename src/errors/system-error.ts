/** Whether the operating system has said no: a disk that is full, or gone; nobody's bug. */
export function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error
}
