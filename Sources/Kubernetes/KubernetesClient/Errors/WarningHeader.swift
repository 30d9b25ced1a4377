/// A warning that came with an answer (RFC 7234 §5.5): a deprecated version, an unknown field.
public struct WarningHeader: Sendable, Hashable {
  /// The code; the API server sends 299 alone.
  public let code: Int
  /// Who warns; `-` from the API server.
  public let agent: String
  /// The warning in words, without control characters.
  public let text: String

  /// A warning.
  public init(code: Int, agent: String, text: String) {
    self.code = code
    self.agent = agent
    self.text = text
  }

  /// The warnings of an answer, in order. A value that breaks the grammar is read up to that place.
  public static func warnings(in headers: [HeaderField]) -> [WarningHeader] {
    var warnings: [WarningHeader] = []
    for header in headers where header.isNamed("Warning") {
      var scanner = WarningScanner(header.value)
      while let warning = scanner.next() { warnings.append(warning) }
    }
    return warnings
  }
}
