import Glibc
import Synchronization

/// Whether the standard input has ended, watched by a thread of its own.
final class InputEnd: Sendable {
  private let ended = Atomic<Bool>(false)

  var isReached: Bool { ended.load(ordering: .acquiring) }

  /// Begins to watch.
  func start() {
    var thread = pthread_t()
    let context = unsafe Unmanaged.passRetained(self)
    let result = unsafe pthread_create(
      &thread, nil,
      { context in
        guard let context = unsafe context else { return nil }
        let end = unsafe Unmanaged<InputEnd>.fromOpaque(context).takeRetainedValue()
        var byte: UInt8 = 0
        while unsafe read(0, &byte, 1) > 0 {}
        end.ended.store(true, ordering: .releasing)
        return nil
      }, context.toOpaque())
    if result == 0 { pthread_detach(thread) } else { unsafe context.release() }
  }
}
