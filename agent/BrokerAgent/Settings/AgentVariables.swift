import Transport

/// Variables that say what to do: those of the environment, or of a file with a line `NAME=value` for each.
///
/// One that is empty is missing.
struct AgentVariables: Sendable {
  /// What an id of Kubernetes, such as a pod's UID, may hold; it becomes a part of a path.
  private static let idCharacters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-".utf8)

  private let values: [String: String]

  init(_ values: [String: String]) { self.values = values }

  subscript(name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// - Parameter what: What it is, for people.
  func required(_ name: String, _ what: String) throws(AgentError) -> String {
    guard let value = self[name] else { throw AgentError(.configuration, name, "it is not set: give \(what)") }
    return value
  }

  /// A path that begins with `/` and has no `..` in it.
  func path(_ name: String, _ what: String) throws(AgentError) -> String {
    let text = try required(name, what)
    guard let path = PodPaths.normalized(text) else {
      throw AgentError(.configuration, name, "'\(text)' is no absolute path without '..': give \(what)")
    }
    return path
  }

  /// nil where it is not set.
  func port(_ name: String) throws(AgentError) -> UInt16? {
    guard let text = self[name] else { return nil }
    guard let port = UInt16(text), port > 0 else {
      throw AgentError(.configuration, name, "'\(text)' is no port: give a number from 1 to 65535")
    }
    return port
  }

  /// Letters, digits and hyphens; empty where it is not set.
  func id(_ name: String) throws(AgentError) -> String {
    guard let text = self[name] else { return "" }
    guard text.utf8.count <= 128, text.utf8.allSatisfy({ Self.idCharacters.contains($0) }) else {
      throw AgentError(.configuration, name, "'\(text)' is no UID: give what metadata.uid says")
    }
    return text
  }

  /// nil where it is not set.
  func target(_ name: String) throws(AgentError) -> ConnectTarget? {
    guard let text = self[name] else { return nil }
    do throws(TransportError) { return try ConnectTarget(text) } catch {
      throw AgentError(.configuration, name, "\(error.reason): give host:port")
    }
  }

  /// Where the agent answers: the address that `POD_IP` says, and the port.
  func local(at address: String) throws(AgentError) -> NetworkAddress {
    let port = try port("AGENT_PORT") ?? AgentConfiguration.localPort
    do throws(TransportError) { return try NetworkAddress(host: address, port: port) } catch {
      throw AgentError(.configuration, "POD_IP", "'\(address)' is no numeric address: \(error.reason)")
    }
  }
}
