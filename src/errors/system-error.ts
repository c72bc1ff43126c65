/** Whether an error is from the operating system, such as a full disk, and not a bug. */
export function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error
}
