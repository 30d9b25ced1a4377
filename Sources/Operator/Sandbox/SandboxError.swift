/// Why a sandbox cannot start or go on, or why a command to it fails, with the remedy.
public struct SandboxError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What happened; the command's exit code follows from it.
  public enum Code: String, Sendable, Hashable {
    /// A manifest or another input is not valid.
    case invalidInput
    /// A program that is needed is not on this machine.
    case missingProgram
    /// An address or a port is in use.
    case addressInUse
    /// The folder cannot be made, read or written.
    case folder
    /// A file of the folder is damaged.
    case damagedFile
    /// Another sandbox runs in that folder.
    case alreadyRunning
    /// No sandbox runs in that folder.
    case notRunning
    /// The API server refuses, or does not answer.
    case apiServer
    /// Something did not happen in time.
    case notInTime
    /// A process ended that must not.
    case processEnded
    /// A command names something that is not there.
    case notFound
    /// It takes a right that this process does not have.
    case notAllowed
    /// It was stopped before it was up.
    case stopped
    /// Anything else.
    case failed
  }

  /// What happened.
  public let code: Code
  /// What happened, with the object and the remedy.
  public let message: String
  /// Lines that help: the end of a log.
  public let details: [String]

  /// An error.
  public init(_ code: Code, _ message: String, details: [String] = []) {
    self.code = code
    self.message = message
    self.details = details
  }

  /// Whether the same may succeed later.
  public var isRetryable: Bool { code == .notInTime || code == .apiServer }

  /// The message, then the details, a line each.
  public var description: String { ([message] + details.map { "  \($0)" }).joined(separator: "\n") }
}
