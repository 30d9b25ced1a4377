/// One rule of the JMX exporter: which attributes of which beans become which metric. The first rule that matches wins.
///
/// The exporter matches a pattern against `domain<key=value, key=value><>attribute: value`, with the bean's keys in the
/// order in which Kafka registered them.
struct JMXExporterRule: Sendable, Hashable {
  /// What the metric is.
  enum Kind: String, Sendable, Hashable {
    case counter = "COUNTER"
    case gauge = "GAUGE"
    /// A number that says nothing of itself. Since version 1 the exporter appends `_total` to the name of every counter,
    /// so a counter whose name ends otherwise has to be of this kind to keep its name.
    case untyped = "UNTYPED"
  }

  /// A regular expression (Java's), matched anywhere in the text.
  var pattern: String
  /// The name, with `$n` for the pattern's groups; nil: the exporter's own name and labels.
  var name: String?
  /// What the metric is.
  var kind = Kind.gauge
  /// The labels, in the order in which they are written.
  var labels: [Label] = []
  /// The value, where it is not the attribute's.
  var value: String?
  /// Whether the exporter may remember what it made of an attribute. Not where the metric depends on the value.
  var isCached = true

  /// A label of a metric; both sides may hold `$n`.
  struct Label: Sendable, Hashable {
    var name: String
    var value: String

    init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The lines of the rule in the exporter's configuration (YAML).
  var lines: [String] {
    var lines = ["- pattern: \(Self.quoted(pattern))"]
    if let name {
      lines.append("  name: \(Self.quoted(name))")
      lines.append("  type: \(kind.rawValue)")
    }
    if let value { lines.append("  value: \(value)") }
    if isCached { lines.append("  cache: true") }
    if !labels.isEmpty {
      lines.append("  labels:")
      for label in labels { lines.append("    \(Self.quoted(label.name)): \(Self.quoted(label.value))") }
    }
    return lines
  }

  /// A text in single quotes, in which YAML reads everything as it stands but the quote itself.
  private static func quoted(_ text: String) -> String {
    var result = "'"
    for character in text { result += character == "'" ? "''" : String(character) }
    return result + "'"
  }
}
