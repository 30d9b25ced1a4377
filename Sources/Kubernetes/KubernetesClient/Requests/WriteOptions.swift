/// How a write is to be done.
public struct WriteOptions: Sendable, Hashable {
  /// What the server does about fields that the kind does not have, or that are named twice.
  public enum FieldValidation: String, Sendable, Hashable {
    /// It drops them without a word.
    case ignore = "Ignore"
    /// It drops them and warns.
    case warn = "Warn"
    /// It refuses the object.
    case strict = "Strict"
  }

  /// The name under which the server keeps which fields were set; nil for the user agent's.
  public var fieldManager: String?
  /// What is done about unknown fields; nil for the server's default, `warn`.
  public var fieldValidation: FieldValidation?
  /// Whether everything is checked and nothing is kept.
  public var dryRun: Bool

  /// Options.
  public init(fieldManager: String? = nil, fieldValidation: FieldValidation? = nil, dryRun: Bool = false) {
    self.fieldManager = fieldManager
    self.fieldValidation = fieldValidation
    self.dryRun = dryRun
  }

  var query: [QueryItem] {
    var query: [QueryItem] = []
    if let fieldManager { query.append(QueryItem("fieldManager", fieldManager)) }
    if let fieldValidation { query.append(QueryItem("fieldValidation", fieldValidation.rawValue)) }
    if dryRun { query.append(QueryItem("dryRun", "All")) }
    return query
  }
}
