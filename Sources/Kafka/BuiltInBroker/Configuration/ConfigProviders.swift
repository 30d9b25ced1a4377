import Glibc
import Transport

/// Values that stand elsewhere: `${dir:/path:name}`, `${file:/path:key}` and `${env:NAME}` (KIP-297, KIP-421).
struct ConfigProviders {
  /// The kind of each provider by its name, as `config.providers` declares it.
  private var kinds: [String: Kind] = [:]
  private let readProperties: BrokerProperties.FileReader

  private enum Kind { case directory, file, environment }

  init(_ values: [String: String], readProperties: @escaping BrokerProperties.FileReader) throws(BuiltInBrokerError) {
    self.readProperties = readProperties
    for name in BrokerProperties.list(values["config.providers"]) {
      let key = "config.providers.\(name).class"
      let className = values[key] ?? ""
      if className.hasSuffix(".DirectoryConfigProvider") {
        kinds[name] = .directory
      } else if className.hasSuffix(".FileConfigProvider") {
        kinds[name] = .file
      } else if className.hasSuffix(".EnvVarConfigProvider") {
        kinds[name] = .environment
      } else {
        throw BuiltInBrokerError(
          .configuration, key,
          "the built-in broker knows no provider \"\(className)\": use DirectoryConfigProvider, FileConfigProvider or "
            + "EnvVarConfigProvider")
      }
    }
  }

  /// The value with every `${…}` of a known provider replaced, once: what comes in is not looked at again.
  func resolve(_ value: String, of key: String) throws(BuiltInBrokerError) -> String {
    var result = ""
    var rest = value[...]
    while let start = rest.firstIndex(of: "$") {
      result += rest[..<start]
      rest = rest[start...]
      guard rest.dropFirst().first == "{", let end = rest.firstIndex(of: "}"), let text = try looked(rest[..<end], key)
      else {
        result.append("$")
        rest = rest.dropFirst()
        continue
      }
      result += text
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  /// What `${name:path:key` stands for; nil where there is no such provider.
  private func looked(_ text: Substring, _ key: String) throws(BuiltInBrokerError) -> String? {
    let parts = text.dropFirst(2).split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let kind = kinds[String(parts[0])] else { return nil }
    let rest = parts[1]
    if kind == .environment {
      guard let value = unsafe getenv(String(rest)) else {
        throw BuiltInBrokerError(.configuration, key, "the environment has no variable \(rest): set it")
      }
      return unsafe String(cString: value)
    }
    guard let colon = rest.lastIndex(of: ":") else {
      throw BuiltInBrokerError(
        .configuration, key, "\"${\(text.dropFirst(2))}\" names no key: write ${provider:path:key}")
    }
    let path = String(rest[..<colon])
    let name = String(rest[rest.index(after: colon)...])
    if kind == .file {
      guard let value = try readProperties(path)[name] else {
        throw BuiltInBrokerError(.configuration, key, "the file \(path) has no key \(name): add it")
      }
      return value
    }
    return String(decoding: try BrokerProperties.bytes(of: "\(path)/\(name)", for: key), as: UTF8.self)
  }
}
