import JSON
import YAML

/// What is different in the bootstrap of an Envoy here: the address that its listeners are bound to, sockets with short
/// names, and how names are looked up.
struct EnvoyBootstrap {
  let address: String
  let paths: ContainerPaths
  /// Envoy's working directory: sockets below it are named from there, since their paths must be shorter than 108 bytes.
  let workingDirectory: String
  /// Names with addresses that never change, of the control plane say.
  let names: [String: String]
  /// Whether the system's own resolver knows the sandbox's names (`libnss-wrapper`); Envoy's does not.
  let systemResolves: Bool

  /// A bootstrap, or nil where the text is something else.
  func translated(_ text: String) -> String? {
    guard let documents = try? YAML.documents(in: text), documents.count == 1, let first = documents.first,
      case .object(let object) = first.value,
      object.keys.contains(where: { ["staticresources", "dynamicresources", "admin"].contains(Self.plain($0)) })
    else { return nil }
    return rewritten(first.value, under: []).text(style: .pretty) + "\n"
  }

  /// Walks the tree; `path` is the plain names of the members above, without lists.
  private func rewritten(_ value: JSONValue, under path: [String]) -> JSONValue {
    switch value {
    case .string(let text): return .string(rewritten(text, under: path))
    case .array(let elements):
      var result: [JSONValue] = []
      for element in elements { result.append(rewritten(element, under: path)) }
      return .array(result)
    case .object(let object):
      var result = JSONObject()
      for (key, member) in object { result[key] = rewritten(member, under: path + [Self.plain(key)]) }
      if path.last == "clusters" { resolve(&result) }
      return .object(result)
    default: return value
    }
  }

  private func rewritten(_ text: String, under path: [String]) -> String {
    let end = Array(path.suffix(2))
    if end == ["socketaddress", "address"] {
      if LoopbackAddresses.means(text) { return address }
      return names[text] ?? text
    }
    let host = paths.rewritten(text)
    if end == ["pipe", "path"], host.hasPrefix(workingDirectory + "/") {
      return String(host.dropFirst(workingDirectory.count + 1))
    }
    return host
  }

  /// Lets a cluster that is found by its name look it up where the sandbox's names are known.
  private func resolve(_ cluster: inout JSONObject) {
    guard systemResolves else { return }
    var type = ""
    for (key, value) in cluster {
      if Self.plain(key) == "type" { type = value.stringValue ?? "" }
      if Self.plain(key) == "typeddnsresolverconfig" { return }
    }
    guard type == "STRICT_DNS" || type == "LOGICAL_DNS" else { return }
    cluster["typedDnsResolverConfig"] = [
      "name": "envoy.network.dns_resolver.getaddrinfo",
      "typedConfig": [
        "@type":
          "type.googleapis.com/envoy.extensions.network.dns_resolver.getaddrinfo.v3.GetAddrInfoDnsResolverConfig"
      ],
    ]
  }

  /// `static_resources` and `staticResources` are the same field.
  private static func plain(_ key: String) -> String { key.filter { $0 != "_" }.lowercased() }
}
