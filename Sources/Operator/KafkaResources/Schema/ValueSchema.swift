/// What may stand in one place of a resource. Everything that is said of a field (the check of a manifest, the CRDs, the
/// documentation) is drawn from here.
public indirect enum ValueSchema: Sendable {
  /// `true` or `false`.
  case flag
  /// An integer in that range.
  case integer(ClosedRange<Int>)
  /// A string.
  case text(TextSchema)
  /// An object with these fields; `keepsOthers` says that it may have more, which nobody looks at.
  case object([SchemaField], keepsOthers: Bool)
  /// A list.
  case list(ListSchema)
  /// An object whose keys are the user's and whose values are alike.
  case map(ValueSchema, maximumCount: Int)
  /// An object of Kubernetes' own, which is passed on as it is.
  case passedOn
}

/// What a string may be.
public struct TextSchema: Sendable {
  /// The most characters (Unicode scalars, as the API server counts).
  public var maximumLength: Int
  /// The values that there are; empty where every text is one.
  public var choices: [String] = []
  /// What a message calls one of them.
  public var choiceNoun = "value of this field"
  /// What more it has to look like.
  public var form: TextForm?

  /// Any text up to that length.
  public init(maximumLength: Int = SchemaBounds.line) { self.maximumLength = maximumLength }
}

/// What a list may hold.
public struct ListSchema: Sendable {
  /// Each element.
  public var element: ValueSchema
  /// The most elements.
  public var maximumCount: Int
  /// The field by which elements are told apart.
  public var key: ListKey?
}

/// The field by which the elements of a list are told apart.
public struct ListKey: Sendable {
  /// Its name.
  public let field: String
  /// What a message calls it: `broker id`.
  public let noun: String
  /// What to do where two are alike.
  public let remedy: String
  /// Whether two that are alike are an error; else the first counts, and a warning says so.
  public let isUnique: Bool
}

/// The bounds that keep a resource small enough for the API server's validation rules. They are far beyond what clusters
/// have.
public enum SchemaBounds {
  /// Characters of a name (RFC 1123).
  public static let name = 253
  /// Characters of a string on one line.
  public static let line = 16_384
  /// Characters of a text of many lines, such as a properties file: as much as etcd takes for the whole object.
  public static let document = 1_572_864
  /// Elements of a list.
  public static let list = 1024
  /// Members of a map.
  public static let map = 1024
  /// Kafka's nodes in one cluster.
  public static let brokers = 1000
  /// Listeners of one kind.
  public static let listeners = 64
  /// Volumes of one broker.
  public static let volumes = 128
  /// Ingress configs of one listener.
  public static let ingressConfigs = 64
}
