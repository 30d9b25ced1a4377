public import JSON

/// One thing that is wrong, or that should be known, in a manifest: where, what, and what to do about it.
public struct ManifestProblem: Sendable, Hashable {
  /// How much it matters.
  public enum Severity: Sendable, Hashable {
    /// The value is wrong; the manifest is refused.
    case error
    /// The manifest is used; a person should know this.
    case warning
  }

  /// How much it matters.
  public let severity: Severity
  /// Where it is.
  public let path: JSONPath
  /// What is wrong.
  public let message: String
  /// What to do about it.
  public let remedy: String
  /// The line in the text, from 1; nil where the manifest did not come as text.
  public var line: Int?
  /// The column in the text, from 1.
  public var column: Int?

  /// A problem at a place that is known by its path alone.
  public init(_ severity: Severity, at path: JSONPath, _ message: String, remedy: String) {
    self.severity = severity
    self.path = path
    self.message = message
    self.remedy = remedy
  }

  /// Whether the manifest is refused because of it.
  public var isError: Bool { severity == .error }

  /// The same without line and column, by which one problem is the same whoever finds it.
  package var withoutPlace: ManifestProblem { ManifestProblem(severity, at: path, message, remedy: remedy) }

  /// The same, where it does not matter for what the manifest is read for.
  var asWarning: ManifestProblem {
    var warning = ManifestProblem(.warning, at: path, message, remedy: remedy)
    warning.line = line
    warning.column = column
    return warning
  }
}

extension ManifestProblem: CustomStringConvertible {
  /// The longest path or message that is shown whole, in characters: both may quote the manifest.
  private static let longestText = 1000

  /// One line: place, message, remedy.
  public var description: String {
    var text = ""
    if let line { text += column.map { "line \(line), column \($0): " } ?? "line \(line): " }
    return text + "\(Self.shown(path.description)): \(Self.shown(message)); \(Self.shown(remedy))"
  }

  /// A text as it may stand in a line: what is quoted of a manifest must not break it, or mean something to a terminal.
  private static func shown(_ text: String) -> String {
    func isShown(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029: false
      default: true
      }
    }
    let scalars = text.unicodeScalars
    let isLong = scalars.count > longestText
    if !isLong, scalars.allSatisfy(isShown) { return text }
    var shown = ""
    for scalar in scalars.prefix(longestText) {
      if isShown(scalar) { shown.unicodeScalars.append(scalar) } else { shown += scalar.escaped(asASCII: true) }
    }
    return isLong ? shown + "…" : shown
  }
}
