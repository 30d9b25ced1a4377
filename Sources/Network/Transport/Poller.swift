import CLinux
import Glibc

/// An epoll descriptor: level-triggered; each event names the descriptor and the generation it was added with, so that an
/// event of a descriptor that was closed and used anew in the same round is not taken for the new one's.
@safe
final class Poller {
  /// The generation of the loop's own mailbox; sources count up from 1 and never meet it.
  static let mailboxGeneration = UInt32.max
  private static let capacity = 256

  private let descriptor: Int32
  private let events: UnsafeMutableBufferPointer<epoll_event>

  init() throws(TransportError) {
    descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
    unsafe events = .allocate(capacity: Self.capacity)
    unsafe events.initialize(repeating: epoll_event())
    guard descriptor >= 0 else {
      throw TransportError(errno: koperator_errno(), doing: "making an epoll descriptor", object: "event loop")
    }
  }

  deinit { unsafe events.deallocate() }

  func close() { _ = Glibc.close(descriptor) }

  func add(_ target: Int32, generation: UInt32, events: UInt32) throws(TransportError) {
    guard control(EPOLL_CTL_ADD, target, generation, events) == 0 else {
      throw TransportError(errno: koperator_errno(), doing: "watching a descriptor", object: "event loop")
    }
  }

  func modify(_ target: Int32, generation: UInt32, events: UInt32) {
    _ = control(EPOLL_CTL_MOD, target, generation, events)
  }

  func remove(_ target: Int32) { _ = control(EPOLL_CTL_DEL, target, 0, 0) }

  private func control(_ operation: Int32, _ target: Int32, _ generation: UInt32, _ events: UInt32) -> Int32 {
    var event = unsafe epoll_event()
    unsafe event.events = events
    unsafe event.data.u64 = UInt64(generation) << 32 | UInt64(UInt32(bitPattern: target))
    return unsafe epoll_ctl(descriptor, operation, target, &event)
  }

  /// Waits at most `patience` (nil: without end) and hands out what is ready.
  func wait(_ patience: Duration?, _ body: (_ descriptor: Int32, _ generation: UInt32, _ events: UInt32) -> Void) {
    let count = unsafe epoll_wait(descriptor, events.baseAddress, Int32(Self.capacity), milliseconds(patience))
    guard count > 0 else { return }
    for index in 0..<Int(count) {
      let event = unsafe events[index]
      let data = unsafe event.data.u64
      unsafe body(Int32(bitPattern: UInt32(truncatingIfNeeded: data)), UInt32(data >> 32), event.events)
    }
  }

  /// Rounded up, so that a timer is never met before its time; at most a minute.
  private func milliseconds(_ patience: Duration?) -> Int32 {
    guard let patience else { return -1 }
    if patience >= .seconds(60) { return 60_000 }
    let (seconds, attoseconds) = patience.components
    return Int32(seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
