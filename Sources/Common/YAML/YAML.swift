public import JSON

/// YAML by kubectl's rules: a manifest means here what it means to `kubectl apply`.
public enum YAML {
  /// Reads every document of a text. A document without content is left out.
  public static func documents(
    in bytes: [UInt8], limits: YAMLLimits = YAMLLimits()
  ) throws(YAMLError) -> [YAMLDocument] {
    guard bytes.count <= limits.size else {
      throw YAMLError(code: .limit, message: "the text is longer than \(limits.size) bytes", position: nil)
    }
    let events = try YAMLEvents.read(bytes, limits: limits)
    var builder = YAMLBuilder(events: events, limits: limits)
    return try builder.documents()
  }

  /// Reads every document of a text.
  public static func documents(
    in text: String, limits: YAMLLimits = YAMLLimits()
  ) throws(YAMLError) -> [YAMLDocument] {
    try documents(in: Array(text.utf8), limits: limits)
  }

  /// The value as YAML text that reads back as the same value.
  public static func text(of value: JSONValue) -> String {
    var writer = YAMLWriter()
    writer.writeDocument(value)
    return writer.text
  }

  /// Values as the documents of one YAML text, parted by lines of `---`.
  public static func text(ofDocuments values: [JSONValue]) -> String {
    values.map { text(of: $0) }.joined(separator: "---\n")
  }
}
