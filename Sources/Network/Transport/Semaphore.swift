import Glibc

/// Makes one thread wait for another.
@safe
package final class Semaphore: @unchecked Sendable {
  private let pointer: UnsafeMutablePointer<sem_t>

  package init() {
    unsafe pointer = .allocate(capacity: 1)
    unsafe pointer.initialize(to: sem_t())
    unsafe sem_init(pointer, 0, 0)
  }

  deinit {
    unsafe sem_destroy(pointer)
    unsafe pointer.deallocate()
  }

  package func signal() { unsafe sem_post(pointer) }

  package func wait() { while unsafe sem_wait(pointer) != 0 {} }
}
