import JSON
import KubernetesClient

/// The commands. Between them nothing is kept but the caches, and what applies have left different.
struct Commands {
  private let transport: any APITransport
  private let manager: String
  private let kinds: [String: CachedKind]
  private let memory = ApplyMemory()

  init(_ transport: any APITransport, _ kinds: [String: CachedKind], manager: String) {
    self.transport = transport
    self.kinds = kinds
    self.manager = manager
  }

  func carryOut(_ command: JSONValue) async throws -> JSONValue {
    if let objects = command["pass"]?.arrayValue {
      return .array(try await pass(objects, isDryRun: command["dryRun"]?.boolValue ?? false))
    }
    if let pairs = command["decide"]?.arrayValue { return .array(try pairs.map(decide)) }
    throw CommandError("a command is pass or decide")
  }

  /// One pass over the objects, as the coordinator makes it: the caches are read, and what was written is waited for.
  private func pass(_ objects: [JSONValue], isDryRun: Bool) async throws -> [JSONValue] {
    var options = ApplyOptions(fieldManager: manager, fieldValidation: .strict)
    options.dryRun = isDryRun
    var outcomes: [JSONValue] = []
    for object in objects {
      let kind = try kind(of: object)
      let metadata = object["metadata"]
      let key = ObjectKey(
        namespace: metadata?["namespace"]?.stringValue ?? "", name: metadata?["name"]?.stringValue ?? "")
      do throws(ClientError) {
        let outcome = try await transport.applyIfChanged(
          object, of: kind.resource, live: kind.object(key), options, memory: memory)
        outcomes.append(Self.described(outcome))
        let version = outcome.object?["metadata"]?["resourceVersion"]?.stringValue
        if let version, !isDryRun { try? await kind.caughtUp(ResourceVersion(version)) }
      } catch {
        outcomes.append(["outcome": "refused", "because": .string("\(error)")])
      }
    }
    return outcomes
  }

  private static func described(_ outcome: ApplyOutcome<JSONValue>) -> JSONValue {
    switch outcome {
    case .unchanged: return ["outcome": "unchanged"]
    case .settled(let decision): return ["outcome": "settled", "because": .string("\(decision)")]
    case .beingDeleted(let decision): return ["outcome": "beingDeleted", "because": .string("\(decision)")]
    case .applied(_, let decision, let wrote):
      return ["outcome": "applied", "because": .string("\(decision)"), "wrote": .bool(wrote)]
    }
  }

  private func decide(_ pair: JSONValue) throws -> JSONValue {
    guard let desired = pair["desired"] else { throw CommandError("a decision needs what is desired") }
    let live = try pair["live"].map { try kind(of: desired).cached($0) }
    let decision = ApplyDecision(applying: desired, to: live, fieldManager: manager)
    let kinds = decision.differences.map { JSONValue.string($0.kind.rawValue) }
    return ["unchanged": .bool(decision.isUnchanged), "because": .string("\(decision)"), "kinds": .array(kinds)]
  }

  private func kind(of object: JSONValue) throws(CommandError) -> CachedKind {
    let name = object["kind"]?.stringValue ?? ""
    guard let kind = kinds[name] else { throw CommandError("'\(name)' is no kind that is applied here") }
    return kind
  }
}
