import CLinux
import Glibc

/// The tasks that other threads give to an event loop: a bounded queue, with an eventfd that wakes the loop.
///
/// States: open, then closed for good. After `close` nothing is taken in and the descriptor is gone.
final class Mailbox: Sendable {
  private struct State {
    var tasks: [@Sendable () -> Void] = []
    var wakePending = false
    var stopRequested = false
    var isClosed = false
  }

  /// Becomes readable when there is something to take.
  let descriptor: Int32
  private let state = Lock(State())

  init() throws(TransportError) {
    descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
    guard descriptor >= 0 else {
      throw TransportError(errno: koperator_errno(), doing: "making an eventfd", object: "event loop")
    }
  }

  func post(_ task: @escaping @Sendable () -> Void) -> Bool {
    state.withLock { state in
      guard !state.isClosed, state.tasks.count < EventLoop.mailboxCapacity else { return false }
      state.tasks.append(task)
      wake(&state)
      return true
    }
  }

  func requestStop() {
    state.withLock { state in
      guard !state.isClosed else { return }
      state.stopRequested = true
      wake(&state)
    }
  }

  func take() -> (items: [@Sendable () -> Void], stopRequested: Bool) {
    state.withLock { state in
      let tasks = state.tasks
      state.tasks = []
      return (tasks, state.stopRequested)
    }
  }

  /// Makes the descriptor quiet again; on the loop's thread, before `take`.
  func acknowledge() {
    state.withLock { state in
      guard !state.isClosed else { return }
      state.wakePending = false
      var value: UInt64 = 0
      _ = unsafe read(descriptor, &value, MemoryLayout<UInt64>.size)
    }
  }

  /// Takes what is left and closes.
  @discardableResult
  func close() -> [@Sendable () -> Void] {
    state.withLock { state in
      guard !state.isClosed else { return [] }
      state.isClosed = true
      _ = Glibc.close(descriptor)
      let tasks = state.tasks
      state.tasks = []
      return tasks
    }
  }

  // The write is made under the lock, so that it never meets a descriptor that was closed.
  private func wake(_ state: inout State) {
    guard !state.wakePending else { return }
    state.wakePending = true
    var value: UInt64 = 1
    _ = unsafe write(descriptor, &value, MemoryLayout<UInt64>.size)
  }
}
