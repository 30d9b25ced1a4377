/// One configuration key of a broker or of a topic, by Kafka's own definition.
public struct ConfigKey: Sendable, Hashable {
  /// How Kafka reads a value.
  public enum ValueType: String, Sendable, Hashable, CaseIterable {
    /// `true` or `false`, in any case.
    case boolean
    /// Text.
    case string
    /// A number of 32 bits.
    case int
    /// A number of 16 bits.
    case short
    /// A number of 64 bits.
    case long
    /// A number with a fraction.
    case double
    /// Texts between commas.
    case list
    /// The name of a Java class.
    case `class`
    /// Text that is never shown.
    case password
  }

  /// How the value of a running broker changes.
  public enum Update: String, Sendable, Hashable, CaseIterable {
    /// By a restart.
    case restart = "read-only"
    /// While it runs, for each broker.
    case perBroker = "per-broker"
    /// While it runs, for one broker or for all at once.
    case clusterWide = "cluster-wide"
  }

  /// The name.
  public let name: String
  /// How Kafka reads a value.
  public let type: ValueType
  /// How the value changes; a topic's always change while brokers run.
  public let update: Update
  /// The value that Kafka takes where none is given; nil where it has none.
  public let defaultValue: String?
  /// Whether Kafka does not start without a value.
  public let isRequired: Bool
  /// Which values are valid, beyond what the type says.
  public let valid: ValidValues
}

extension ConfigKey {
  /// A line of a table: `key|type|update|default|valid`. Nil where it is none.
  init?(line: some StringProtocol) {
    let parts = line.split(separator: "|", omittingEmptySubsequences: false).map { String($0) }
    guard parts.count == 5, let type = ValueType(rawValue: parts[1]), let valid = ValidValues(text: parts[4]) else {
      return nil
    }
    let update = parts[2].isEmpty ? Update.clusterWide : Update(rawValue: parts[2])
    guard let update else { return nil }
    name = parts[0]
    self.type = type
    self.update = update
    isRequired = parts[3] == "!"
    defaultValue = isRequired || parts[3] == "-" ? nil : parts[3]
    self.valid = valid
  }
}
