/// Why a volume cannot be had, or changed.
public struct VolumeError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What happened.
  public enum Code: Sendable, Hashable {
    /// There is no such volume.
    case notFound
    /// A file of the store cannot be made, read or removed.
    case notStored
    /// The image cannot be formatted or mounted.
    case notMounted
    /// Something still uses it.
    case inUse
    /// Volumes of this kind (directories, images) have no such thing.
    case unsupported
  }

  /// What happened.
  public var code: Code
  /// What happened, with the remedy.
  public var message: String

  /// An error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
