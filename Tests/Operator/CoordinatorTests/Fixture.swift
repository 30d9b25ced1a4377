import Foundation
import Synchronization

@testable import Coordinator

/// A manifest with brokers of these ids.
func manifest(_ brokers: [Int], name: String = "kafka", listeners: [String] = ["external"], more: String = "")
  -> String
{
  var text = """
    apiVersion: kafka.banzaicloud.io/v1beta1
    kind: KafkaCluster
    metadata: {name: \(name), namespace: shop}
    spec:
      brokers: [\(brokers.map { "{id: \($0)}" }.joined(separator: ", "))]
      listenersConfig:
        externalListeners:

    """
  if listeners.isEmpty { text = text.replacing("externalListeners:\n", with: "externalListeners: []\n") }
  for (index, listener) in listeners.enumerated() {
    text +=
      "    - {type: plaintext, name: \(listener), containerPort: \(9094 + index), "
      + "externalStartingPort: \(19090 + 1000 * index), anyCastPort: \(29092 + index)}\n"
  }
  return text + more
}

/// Endpoints of brokers at 10.0.0.(id + 1): `h` healthy, `x` unhealthy, `u` unreachable; a dash leaves one out.
func endpoints(_ word: String, network: String = "10.0.0") -> String {
  var entries: [String] = []
  for (id, letter) in word.enumerated() {
    let health: String
    switch letter {
    case "h": health = "healthy"
    case "x": health = "unhealthy"
    case "u": health = "unreachable"
    default: continue
    }
    entries.append("{id: \(id), address: \(network).\(id + 1), health: \(health)}")
  }
  return "brokers: [\(entries.joined(separator: ", "))]\n"
}

func bytes(_ text: String) -> FileWatcher.Content { .bytes(Array(text.utf8)) }

/// How long any wait of a test lasts at most.
let patience = Duration.seconds(120)

/// Waits until something holds; false where it never did.
func eventually(_ condition: () async throws -> Bool) async rethrows -> Bool {
  let end = ContinuousClock.now + patience
  while ContinuousClock.now < end {
    if try await condition() { return true }
    try? await Task.sleep(for: .milliseconds(5))
  }
  return try await condition()
}

/// A folder that is removed with the value that made it.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "koperator-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  /// Writes beside the file, then renames.
  func replace(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: url.appending(path: name), options: .atomic)
  }

  /// Writes the file in place.
  func overwrite(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: url.appending(path: name))
  }
}

/// What something has reported so far.
final class Record<Value: Sendable>: Sendable {
  private let values = Mutex<[Value]>([])
  var all: [Value] { values.withLock { $0 } }
  func append(_ value: Value) { values.withLock { $0.append(value) } }
}
