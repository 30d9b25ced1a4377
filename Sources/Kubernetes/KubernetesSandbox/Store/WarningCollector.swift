import Synchronization

/// The warnings that a strategy gives while it works.
final class WarningCollector: Sendable {
  private let texts = Mutex<[String]>([])

  /// Adds one.
  func add(_ text: String) { texts.withLock { $0.append(text) } }

  /// All of them.
  var all: [String] { texts.withLock { $0 } }
}
