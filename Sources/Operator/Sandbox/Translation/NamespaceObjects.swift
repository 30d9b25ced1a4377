import KubernetesObjects

/// The ConfigMaps and Secrets of a pod's namespace, as keys with bytes.
struct NamespaceObjects {
  /// A kind of objects that hold keys.
  enum Kind: String { case configMap = "ConfigMap", secret = "Secret" }

  /// What a key holds.
  struct Entry {
    var bytes: [UInt8]
    /// Whether it may be read as a text of the container's.
    var isText: Bool
  }

  let configMaps: [String: ConfigMap]
  let secrets: [String: Secret]
  let namespace: String

  /// The keys of an object; nil where it does not exist and need not.
  func entries(
    _ kind: Kind, _ name: String, optional: Bool?, field: String
  ) throws(TranslationError) -> [String: Entry]? {
    var entries: [String: Entry] = [:]
    switch kind {
    case .configMap:
      guard let object = configMaps[name] else { return try missing(kind, name, optional, field) }
      for (key, value) in object.data { entries[key] = Entry(bytes: Array(value.utf8), isText: true) }
      for (key, value) in object.binaryData { entries[key] = Entry(bytes: value.bytes, isText: false) }
    case .secret:
      guard let object = secrets[name] else { return try missing(kind, name, optional, field) }
      for (key, value) in object.data { entries[key] = Entry(bytes: value.reveal(), isText: false) }
      for (key, value) in object.stringData { entries[key] = Entry(bytes: Array(value.reveal().utf8), isText: false) }
    }
    return entries
  }

  /// One key; nil where it does not exist and need not.
  func text(_ kind: Kind, _ selector: KeySelector, field: String) throws(TranslationError) -> String? {
    guard let entries = try entries(kind, selector.name, optional: selector.optional, field: field) else { return nil }
    if let entry = entries[selector.key] { return String(decoding: entry.bytes, as: UTF8.self) }
    if selector.optional == true { return nil }
    throw missingKey(selector.key, kind, selector.name, field)
  }

  /// The error of a key that is not there.
  func missingKey(_ key: String, _ kind: Kind, _ name: String, _ field: String) -> TranslationError {
    TranslationError(
      .missingObject,
      "\(field): the \(kind.rawValue) \(namespace)/\(name) has no key '\(key)'; add it, or mark it optional")
  }

  private func missing(
    _ kind: Kind, _ name: String, _ optional: Bool?, _ field: String
  ) throws(TranslationError) -> [String: Entry]? {
    if optional == true { return nil }
    throw TranslationError(
      .missingObject, "\(field): there is no \(kind.rawValue) \(namespace)/\(name); create it, or mark it optional")
  }
}
