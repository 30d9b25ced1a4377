import Glibc
import Synchronization

/// A fixed number of event loops, one thread each; connections are spread over them in turn.
public final class EventLoopGroup: Sendable {
  /// The loops, in the order of their index; never empty.
  public let loops: [EventLoop]
  private let turn = Atomic<Int>(0)

  /// Starts `count` loops (at least one).
  public init(count: Int = EventLoopGroup.processorCount) throws(TransportError) {
    var loops: [EventLoop] = []
    do {
      for index in 0..<max(1, count) { loops.append(try EventLoop(index: index)) }
    } catch {
      for loop in loops { loop.stop() }
      throw error
    }
    self.loops = loops
  }

  /// The processors that are online: the default number of loops.
  public static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// The next loop in turn.
  public func next() -> EventLoop {
    let number = turn.wrappingAdd(1, ordering: .relaxed).oldValue
    return loops[Int(UInt(bitPattern: number) % UInt(loops.count))]
  }

  /// Stops every loop and joins its thread; see `EventLoop.stop`. Not for a loop's own thread.
  public func shutdown() {
    for loop in loops { loop.stop() }
  }
}
