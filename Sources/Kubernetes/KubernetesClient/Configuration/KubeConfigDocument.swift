import JSON
import YAML

/// One kubeconfig file: its named lists.
struct KubeConfigDocument {
  private(set) var clusters: [String: KubeConfig.Entry] = [:]
  private(set) var users: [String: KubeConfig.Entry] = [:]
  private(set) var contexts: [String: KubeConfig.Entry] = [:]
  private(set) var currentContext: String?
  private let file: String

  init(_ bytes: [UInt8], file: String) throws(ConfigurationError) {
    self.file = file
    let documents: [YAMLDocument]
    do { documents = try YAML.documents(in: bytes) } catch {
      throw ConfigurationError(
        .syntax, "this is not YAML: \(error)", file: file,
        remedy: "correct that place; 'kubectl config view' reads it too")
    }
    // An empty file is an empty configuration: `kubectl config` begins with one.
    guard let root = documents.first?.value, !root.isNull else { return }
    guard case .object(let members) = root else {
      throw failure("a kubeconfig is expected here, not \(root.kindDescription)", "")
    }
    try check(members)
    clusters = try entries(members, "clusters", "cluster")
    users = try entries(members, "users", "user")
    contexts = try entries(members, "contexts", "context")
    if let current = members["current-context"], !current.isNull {
      guard let name = current.stringValue else {
        throw failure("a name is expected here, not \(current.kindDescription)", "current-context")
      }
      if !name.isEmpty { currentContext = name }
    }
  }

  private func failure(_ message: String, _ field: String) -> ConfigurationError {
    ConfigurationError(
      .field, message, file: file, field: field,
      remedy: "compare it with what 'kubectl config view' shows of a good one")
  }

  private func check(_ members: JSONObject) throws(ConfigurationError) {
    for (field, expected) in [("apiVersion", "v1"), ("kind", "Config")] {
      if let found = members[field], !found.isNull, found != .string(expected) {
        throw failure("\(expected) is expected here, not \(found)", field)
      }
    }
  }

  private func entries(
    _ members: JSONObject, _ list: String, _ member: String
  ) throws(ConfigurationError) -> [String: KubeConfig.Entry] {
    guard let value = members[list], !value.isNull else { return [:] }
    guard let elements = value.arrayValue else {
      throw failure("a list is expected here, not \(value.kindDescription)", list)
    }
    var entries: [String: KubeConfig.Entry] = [:]
    for (index, element) in elements.enumerated() {
      guard let name = element["name"]?.stringValue else {
        throw failure("a name is expected here", "\(list)[\(index)].name")
      }
      let part = element[member] ?? [:]
      guard part.objectValue != nil || part.isNull else {
        throw failure("an object is expected here, not \(part.kindDescription)", "\(list)['\(name)'].\(member)")
      }
      guard entries[name] == nil else { throw failure("the name '\(name)' stands twice in this list", list) }
      entries[name] = KubeConfig.Entry(file: file, value: part)
    }
    return entries
  }
}
