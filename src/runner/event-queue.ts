/** A queue of events, pushed from several places and pulled one after the other; ends with a last one, or an error. */
export class EventQueue<Event> implements AsyncIterable<Event> {
  readonly #waiting: Event[] = []
  #isOver = false
  #error: unknown = null
  #wake = () => {}

  push(event: Event): void {
    this.#waiting.push(event)
    this.#wake()
  }

  end(last: Event): void {
    this.#isOver = true
    this.push(last)
  }

  /** Ends the queue with an error, which is thrown after all events. */
  fail(error: unknown): void {
    this.#error = error
    this.#isOver = true
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Event, void> {
    for (;;) {
      const event = this.#waiting.shift()
      if (event !== undefined) yield event
      else if (this.#error !== null) throw this.#error
      else if (this.#isOver) return
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
      }
    }
  }
}
