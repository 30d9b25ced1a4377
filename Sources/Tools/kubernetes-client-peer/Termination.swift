import Dispatch
import Glibc

/// Listens to the signal that asks the process to end, for as long as it is held.
final class Termination {
  /// An element for each signal.
  let signals: AsyncStream<Void>
  private let source: any DispatchSourceSignal

  init() {
    signal(SIGTERM, SIG_IGN)
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    signals = stream
    source = DispatchSource.makeSignalSource(signal: SIGTERM, queue: .global())
    source.setEventHandler { continuation.yield() }
    source.activate()
  }

  /// Waits for the first signal.
  func wait() async { for await _ in signals { return } }
}
