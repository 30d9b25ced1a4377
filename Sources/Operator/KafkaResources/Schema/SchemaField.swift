/// One field of a resource: its name, what may stand there, what it means.
public struct SchemaField: Sendable {
  /// When the field must be there.
  public enum Requirement: Sendable, Hashable {
    /// It may be left out.
    case optional
    /// It must be there; `remedy` says what to write.
    case required(remedy: String)
    /// It must be there unless a field beside it has that value.
    case requiredUnless(field: String, value: String, remedy: String)
  }

  /// The name, as in YAML.
  public let name: String
  /// What may stand there.
  public var value: ValueSchema
  /// What it means, in sentences.
  public let text: String
  /// What holds where it is left out, as people write it; nil where nothing does.
  public var defaultText: String?
  /// When it must be there.
  public var requirement = Requirement.optional
  /// Why it has no effect, where it is read for old manifests' sake only.
  public var ignored: String?

  init(_ name: String, _ value: ValueSchema, _ text: String, default defaultText: String? = nil) {
    self.name = name
    self.value = value
    self.text = text
    self.defaultText = defaultText
  }

  /// What it means, with its default.
  public var description: String {
    var sentences = text
    if let defaultText { sentences += " Default: \(defaultText)." }
    if let ignored { sentences += " It has no effect: \(ignored)." }
    return sentences
  }

  /// Whether it must be there in any case.
  public var isRequired: Bool {
    if case .required = requirement { return true }
    return false
  }

  /// The same field, which must be there.
  package func required(_ remedy: String) -> SchemaField {
    var field = self
    field.requirement = .required(remedy: remedy)
    return field
  }

  /// The same field, which must be there unless another has a value.
  func required(unless other: String, is value: String, _ remedy: String) -> SchemaField {
    var field = self
    field.requirement = .requiredUnless(field: other, value: value, remedy: remedy)
    return field
  }

  /// The same field, which is read and has no effect.
  func ignored(_ reason: String) -> SchemaField {
    var field = self
    field.ignored = reason
    return field
  }
}
