import JSON
import KubernetesClient
import KubernetesObjects
import Synchronization
import Telemetry

/// What is done for each ConfigMap with the label `role=source`: another one, with `-copy` behind its name, gets its data
/// by an apply.
///
/// It says each kind of failure once, until a copy is written.
final class CopyPass: Sendable {
  private let maps: WatchCache<ConfigMap>
  private let log: Logger
  private let told = Mutex<Set<String>>([])
  private let written = Mutex(0)

  init(_ maps: WatchCache<ConfigMap>, log: Logger) {
    self.maps = maps
    self.log = log
  }

  /// How many copies were written.
  var count: Int { written.withLock { $0 } }

  func run(
    _ pass: WorkQueuePass<ObjectKey>, by transport: LeaderTransport, events: EventRecorder
  ) async -> PassResult {
    guard let source = maps[pass.key], source.metadata.labels["role"] == "source" else { return .done }
    let name = source.metadata.name + "-copy"
    if let copy = maps[pass.key.namespace, name], copy.data == source.data { return .done }
    var metadata = ObjectMeta(name: name, namespace: pass.key.namespace)
    metadata.labels["role"] = "copy"
    do throws(ClientError) {
      _ = try await transport.apply(ConfigMap(metadata: metadata, data: source.data), fieldManager: "peer", force: true)
    } catch {
      return failed(error, source, events)
    }
    told.withLock { $0.removeAll() }
    written.withLock { $0 += 1 }
    events.record(
      .normal, reason: "Copied", action: "Copy", note: "the copy was written", regarding: ObjectReference(to: source))
    return .done
  }

  private func failed(_ error: ClientError, _ source: ConfigMap, _ events: EventRecorder) -> PassResult {
    // The next leader does it, or this process when it leads again.
    if error.cause == .notLeading || error.isCancellation { return .done }
    let kind = error.code.map { "\($0)" } ?? "no answer"
    if told.withLock({ $0.insert(kind).inserted }) {
      log.warning("a copy cannot be written; it is tried again", [.error: "\(error)"])
    }
    events.record(
      .warning, reason: "CopyFailed", action: "Copy", note: "\(error)", regarding: ObjectReference(to: source))
    guard let wait = error.apiError?.retryAfter else { return .failed }
    return .refused(retryAfter: wait)
  }
}
