/// Why the configuration of a client cannot be used.
public struct ConfigurationError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Code: Sendable, Hashable {
    /// There is no configuration at all.
    case missing
    /// A file cannot be read.
    case file
    /// A text is not YAML, or not a kubeconfig.
    case syntax
    /// A field has the wrong type or form, or is missing.
    case field
    /// Fields exclude each other.
    case contradiction
    /// A name is not defined.
    case name
    /// An exec plugin answered something that is no credential.
    case plugin
  }

  /// What is wrong.
  public let code: Code
  /// What is wrong, in words; never a secret.
  public let message: String
  /// The file that it stands in, where it stands in one.
  public let file: String?
  /// The field, as `users['admin'].user.exec.command`; empty for the whole.
  public let field: String
  /// What can be done about it.
  public let remedy: String

  /// An error.
  public init(_ code: Code, _ message: String, file: String? = nil, field: String = "", remedy: String) {
    self.code = code
    self.message = message
    self.file = file
    self.field = field
    self.remedy = remedy
  }

  /// Whether another try with the same configuration may help: files appear, plugins recover.
  public var isRetryable: Bool { code == .file || code == .plugin }
}

extension ConfigurationError: CustomStringConvertible {
  /// `/home/a/.kube/config: users['admin'].user.exec.command: … (remedy)`.
  public var description: String {
    var text = ""
    if let file { text += "\(file): " }
    if !field.isEmpty { text += "\(field): " }
    return text + "\(message) (\(remedy))"
  }
}
