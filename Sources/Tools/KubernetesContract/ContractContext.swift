public import KubernetesClient
import Synchronization

/// What a case works with: the server, a namespace of its own, and what the run has in common.
public struct ContractContext: Sendable {
  /// What sends the requests.
  public let transport: any APITransport
  /// The case's own namespace.
  public let namespace: String
  let shared: ContractFixtures
  let waiting: Waiting

  /// What a case waits for now: where its time is over, the failure says so.
  final class Waiting: Sendable {
    private let text = Mutex("")
    var now: String {
      get { text.withLock { $0 } }
      set { text.withLock { $0 = newValue } }
    }
  }

  /// Asks again and again until there is a value. The case's deadline ends it.
  func until<Value>(
    _ what: String, _ probe: () async throws -> Value?
  ) async throws -> Value {
    waiting.now = what
    var pause = Duration.milliseconds(20)
    while true {
      if let value = try await probe() {
        waiting.now = ""
        return value
      }
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .milliseconds(400))
    }
  }
}

extension ContractContext {
  /// Makes the server forget the states before now, and waits until it answers that it has forgotten that one.
  func forget(_ resource: APIResource, before version: String) async throws {
    guard let compact = shared.compact else { throw ContractFailure("nobody can make the server forget") }
    let options = ListOptions(resourceVersion: version, versionMatch: .exact)
    let request = try resource.list(namespace: resource.isNamespaced ? namespace : nil, options)
    _ = try await until("version \(version) of \(resource) is forgotten") { () -> Bool? in
      try await compact()
      do { _ = try await transport.send(request) } catch let error as ClientError {
        return error.apiError?.httpStatus == 410 ? true : nil
      }
      return nil
    }
  }
}
