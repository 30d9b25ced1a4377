/// A volume as it is now.
public struct VolumeStatus: Sendable, Hashable {
  /// How a volume is kept.
  public enum Kind: String, Sendable, Hashable {
    /// A folder: it is as large as the disk it lies on, and its size is a figure only.
    case directory
    /// An ext4 file system in a file: when it is full, it is full.
    case image
  }

  /// The claim's namespace.
  public var namespace: String
  /// The claim's name.
  public var name: String
  /// The claim's UID.
  public var uid: String
  /// Where it is.
  public var folder: String
  /// How it is kept.
  public var kind: Kind
  /// What the claim asks for, in bytes.
  public var bytes: Int64
  /// What is used of it, in bytes.
  public var usedBytes: Int64
  /// Whether it cannot be written to.
  public var isReadOnly: Bool
  /// Whether `fill` has filled it.
  public var isFilled: Bool
}
