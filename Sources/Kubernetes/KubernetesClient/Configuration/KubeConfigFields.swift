import JSON
import KubernetesObjects

/// Reads the fields of one cluster, user or context; errors name file and field.
struct KubeConfigFields {
  let entry: KubeConfig.Entry
  /// The place of the entry: `users['admin'].user`.
  let place: String
  let read: FileReading

  private func field(_ name: String) -> String { "\(place).\(name)" }

  func failure(
    _ code: ConfigurationError.Code, _ message: String, _ name: String, _ remedy: String
  ) -> ConfigurationError {
    ConfigurationError(code, message, file: entry.file, field: field(name), remedy: remedy)
  }

  private func member(_ name: String) -> JSONValue? {
    var value: JSONValue? = entry.value
    for part in name.split(separator: ".") { value = value?[String(part)] }
    return value?.isNull == true ? nil : value
  }

  /// Whether there is such a field, of whatever type.
  func has(_ name: String) -> Bool { member(name) != nil }

  /// A text; nil where it is not there or empty.
  func text(_ name: String) throws(ConfigurationError) -> String? {
    guard let value = member(name) else { return nil }
    guard let text = value.stringValue else {
      throw failure(.field, "a text is expected here, not \(value.kindDescription)", name, "put it in double quotes")
    }
    return text.isEmpty ? nil : text
  }

  /// A truth value; false where it is not there.
  func flag(_ name: String) throws(ConfigurationError) -> Bool {
    guard let value = member(name) else { return false }
    guard let flag = value.boolValue else {
      throw failure(.field, "true or false is expected here, not \(value.kindDescription)", name, "write true or false")
    }
    return flag
  }

  /// The elements of a list; none where it is not there.
  func list(_ name: String) throws(ConfigurationError) -> [JSONValue] {
    guard let value = member(name) else { return [] }
    guard let elements = value.arrayValue else {
      throw failure(.field, "a list is expected here, not \(value.kindDescription)", name, "write a list")
    }
    return elements
  }

  /// The texts of a list.
  func texts(_ name: String) throws(ConfigurationError) -> [String] {
    var texts: [String] = []
    for element in try list(name) {
      guard let text = element.stringValue else {
        throw failure(
          .field, "texts are expected here, not \(element.kindDescription)", name, "put each in double quotes")
      }
      texts.append(text)
    }
    return texts
  }

  /// The members of an object that are lists of texts.
  func textLists(_ name: String) throws(ConfigurationError) -> [String: [String]] {
    var lists: [String: [String]] = [:]
    for (key, value) in member(name)?.objectValue ?? [:] {
      var texts: [String] = []
      for element in value.arrayValue ?? [] { if let text = element.stringValue { texts.append(text) } }
      lists[key] = texts
    }
    return lists
  }

  /// A path, relative to the file that it stands in.
  func path(_ name: String) throws(ConfigurationError) -> String? {
    guard let text = try text(name) else { return nil }
    return FilePath.resolve(text, in: entry.folder)
  }

  /// What stands in the field `name-data` as Base64, or in the file that the field `name` names.
  ///
  /// - Throws: `ConfigurationError` also where both are there: kubectl refuses that.
  func bytes(_ name: String) throws(ConfigurationError) -> (bytes: [UInt8], file: String?)? {
    let inline = try text("\(name)-data")
    let path = try path(name)
    if inline != nil, path != nil {
      throw failure(
        .contradiction, "both \(name) and \(name)-data are there", name, "remove one of them; kubectl asks for that too"
      )
    }
    if let inline {
      do { return (try SecretBytes(json: .string(inline)).reveal(), nil) } catch {
        throw failure(.field, "Base64 is expected here", "\(name)-data", "encode the PEM file by 'base64 -w0'")
      }
    }
    guard let path else { return nil }
    do { return (try read(path), path) } catch {
      throw failure(
        .file, "the file \(path) cannot be read: \(error)", name, "create it, or make it readable for this user")
    }
  }
}
