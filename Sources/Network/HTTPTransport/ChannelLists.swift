import Glibc
import Synchronization
import Transport

/// The open channels of a server, a list for each loop; a list is touched on its loop only.
final class ChannelLists: Sendable {
  private final class List: @unchecked Sendable {
    var open: [ObjectIdentifier: HTTPServerChannel] = [:]
    var isShuttingDown = false
  }

  private let loops: [EventLoop]
  private let lists: [List]
  private let count = Mutex(0)
  private let failures = Atomic<Int>(0)

  init(_ group: EventLoopGroup) {
    loops = group.loops
    var lists: [List] = []
    for _ in group.loops { lists.append(List()) }
    self.lists = lists
  }

  /// The channels whose client broke the protocol, of those that have ended.
  var protocolErrors: Int { failures.load(ordering: .relaxed) }

  /// On the channel's loop.
  func add(_ channel: HTTPServerChannel) {
    let list = lists[channel.loop.index]
    list.open[ObjectIdentifier(channel)] = channel
    count.withLock { $0 += 1 }
    // One that was accepted just before the server stopped to listen.
    if list.isShuttingDown { channel.loop.later { channel.shutdown() } }
  }

  /// On the channel's loop.
  func remove(_ channel: HTTPServerChannel) {
    guard lists[channel.loop.index].open.removeValue(forKey: ObjectIdentifier(channel)) != nil else { return }
    count.withLock { $0 -= 1 }
    if channel.hasFailed { failures.wrappingAdd(1, ordering: .relaxed) }
  }

  /// Ends every channel in a way, on its loop; those that come later are shut down at once.
  func forEach(_ end: @escaping @Sendable (HTTPServerChannel) -> Void) {
    for (loop, list) in zip(loops, lists) {
      loop.execute {
        list.isShuttingDown = true
        for channel in list.open.values { end(channel) }
      }
    }
  }

  /// Waits until no channel is open; not on a loop.
  func waitUntilEmpty(_ deadline: Duration) {
    while count.withLock({ $0 }) > 0, MonotonicClock.now < deadline { usleep(1_000) }
  }
}
