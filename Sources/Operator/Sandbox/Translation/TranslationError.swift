/// Why a pod cannot become processes.
public struct TranslationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What happened.
  public enum Code: Sendable, Hashable {
    /// A ConfigMap or a Secret that is not optional does not exist, or lacks a key. It may come yet.
    case missingObject
    /// A claim has no volume yet.
    case missingClaim
    /// A program is not on this machine.
    case missingProgram
    /// The pod asks for what cannot be done here, or contradicts itself.
    case unsupported
  }

  /// What happened.
  public var code: Code
  /// What happened, with the field and the remedy.
  public var message: String
  /// The container; nil where it is the pod's.
  public var container: String?

  /// An error.
  public init(_ code: Code, _ message: String, container: String? = nil) {
    self.code = code
    self.message = message
    self.container = container
  }

  /// The reason in the container's status, as a kubelet's: why it waits.
  public var reason: String {
    switch code {
    case .missingObject: "CreateContainerConfigError"
    case .missingClaim: "ContainerCreating"
    case .missingProgram, .unsupported: "CreateContainerError"
    }
  }

  /// Whether it is worth another try without a change of the pod: what is missing may be made.
  public var isRetryable: Bool { code == .missingObject || code == .missingClaim }

  /// The message.
  public var description: String { message }
}
