/// Why a file could not be read.
public struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Whether there is no such file.
  public let isMissing: Bool
  /// Why, in the system's words.
  public let description: String

  /// An error.
  public init(isMissing: Bool, _ description: String) {
    self.isMissing = isMissing
    self.description = description
  }

  /// Another try may help: files appear, and rights change.
  public var isRetryable: Bool { true }
}

/// Reads a whole file. What reads configuration is given it, and reads nothing by itself.
public typealias FileReading = (_ path: String) throws(FileError) -> [UInt8]
