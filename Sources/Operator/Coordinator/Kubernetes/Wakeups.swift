/// Wakes one reader: as often as wanted, and once for all that comes while it is at work.
struct Wakeups: Sendable {
  /// What the reader reads. It ends when the reader's task is cancelled.
  let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() { (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1)) }

  func wake() { continuation.yield() }
}
