/// What a string has to look like, beyond its length.
public struct TextForm: Sendable {
  /// What is wrong with a text.
  struct Finding: Sendable {
    let severity: ManifestProblem.Severity
    let message: String
    let remedy: String
  }

  /// The regular expression that an API server holds it against (RE2's syntax); nil where it takes every text, because
  /// Koperator's does.
  public let pattern: String?
  /// The name of its format in OpenAPI; nil where it has none.
  public let format: String?
  /// What is wrong with it; nil for a text that is fine.
  let finding: @Sendable (String) -> Finding?

  init(pattern: String? = nil, format: String? = nil, _ finding: @escaping @Sendable (String) -> Finding?) {
    self.pattern = pattern
    self.format = format
    self.finding = finding
  }
}

extension TextForm {
  private static let labelRemedy =
    "use at most 63 of a-z, 0-9 and '-', beginning and ending with a letter or digit"

  /// A name that becomes part of Services' names (RFC 1123 label).
  static let label = TextForm { text in
    if NamePattern.isLabel(text) { return nil }
    return Finding(severity: .error, message: "'\(text)' is no valid name", remedy: labelRemedy)
  }

  /// A name of a Kubernetes object (RFC 1123 subdomain).
  static let subdomain = TextForm { text in
    if NamePattern.isSubdomain(text) { return nil }
    return Finding(
      severity: .error, message: "'\(text)' is no valid name",
      remedy: "use at most 253 of a-z, 0-9, '-' and '.', beginning and ending with a letter or digit")
  }

  /// A listener's name. Koperator's pattern looks at the beginning only, so what follows is a warning; but a '/' would
  /// make the name of an Envoy's group, and what its certificate allows, stand for something else.
  static let listenerName = TextForm(pattern: #"^[a-z0-9\-]+"#) { text in
    let remedy = "use lower-case letters, digits and '-'"
    let valid = NamePattern.listenerPrefix(of: text)
    if valid == 0 {
      return Finding(severity: .error, message: "'\(text)' does not match the pattern ^[a-z0-9-]+", remedy: remedy)
    }
    if text.utf8.contains(UInt8(ascii: "/")) {
      return Finding(severity: .error, message: "'\(text)' holds a '/'", remedy: remedy)
    }
    if valid == text.utf8.count { return nil }
    return Finding(
      severity: .warning, message: "'\(text)' has characters that names of Kubernetes objects cannot have",
      remedy: remedy)
  }

  /// A number of Pods, or a percentage of them.
  static let budget = TextForm(pattern: "^[0-9]+$|^[0-9]{1,2}%$|^100%$") { text in
    let isPercentage = text.hasSuffix("%")
    let digits = isPercentage ? text.dropLast() : text[...]
    if NamePattern.isDigits(digits), !isPercentage || digits.utf8.count <= 2 || digits == "100" { return nil }
    return Finding(
      severity: .error, message: "'\(text)' is neither a number nor a percentage",
      remedy: "write a number of Pods such as '1', or a percentage from '0%' to '100%'")
  }

  /// A version of Kafka.
  static let kafkaVersion = TextForm(pattern: #"^[0-9]+\.[0-9]+(\.[0-9]+)?$"#) { text in
    if KafkaVersion(text) != nil { return nil }
    return Finding(
      severity: .error, message: "'\(text)' is no version of Kafka", remedy: "write a version such as '3.9.2'")
  }

  /// A path from the root. Koperator takes every text, but a relative one cannot be mounted, and Kafka separates folders
  /// by commas.
  static let absolutePath = TextForm { text in
    if let bad = text.unicodeScalars.first(where: { $0 == "," || $0 == "\\" || !(" "..."~").contains($0) }) {
      return Finding(
        severity: .error, message: "'\(text)' holds '\(bad)', which Kafka does not take in a folder",
        remedy: "use letters, digits, '/', '-', '_' and '.'")
    }
    if text.hasPrefix("/"), !text.contains(":") { return nil }
    return Finding(
      severity: .error, message: "'\(text)' is no absolute path without a colon",
      remedy: "write a path such as '/kafka-logs'")
  }

  /// An image, whose tag may say that it is too old.
  static let envoyImage = TextForm { text in
    guard let version = EnvoyVersion(image: text), version < EnvoyVersion.oldestServed else { return nil }
    return Finding(
      severity: .warning, message: "Envoy \(version) is older than what is tested",
      remedy: "use \(EnvoyVersion.oldestServed) or newer, or leave the image out")
  }

  /// A time after RFC 3339.
  static let time = TextForm(format: "date-time") { _ in nil }
}
