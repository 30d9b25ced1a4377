public import KubernetesObjects

/// A token in a file that is written anew: it is read again each minute, and after the server refused it.
///
/// Where the file cannot be read or is empty, the token before is used on: it may hold for a while.
public struct TokenSource: Sendable, Hashable {
  /// The seconds after which the file is read again: client-go's minute. Kubernetes writes a pod's token anew at the
  /// latest when a fifth of its hour is left.
  public static let rereadSeconds: Int64 = 60

  /// The file.
  public let path: String
  private var token: SecretText?
  private var lastRead: Int64?

  /// A source that has read nothing yet; the fallback serves until the file can be read.
  public init(path: String, fallback: SecretText? = nil) {
    self.path = path
    token = fallback
  }

  /// The token to use now.
  ///
  /// - Parameters:
  ///   - now: seconds on a clock that never goes back.
  ///   - read: reads the file.
  /// - Throws: `ConfigurationError` where no token was ever read.
  public mutating func token(at now: Int64, read: FileReading) throws(ConfigurationError) -> SecretText {
    if let token, let lastRead, now - lastRead < Self.rereadSeconds { return token }
    let problem: String
    do {
      let text = Self.trimmed(try read(path))
      if !text.isEmpty {
        let fresh = SecretText(text)
        token = fresh
        lastRead = now
        return fresh
      }
      problem = "the file is empty"
    } catch { problem = "\(error)" }
    guard let token else {
      throw ConfigurationError(
        .file, "the token cannot be read: \(problem)", file: path,
        remedy: "mount the service account's token, or write a token there")
    }
    return token
  }

  /// Says that the server refused the token: the next call reads the file.
  public mutating func refused() { lastRead = nil }

  private static func trimmed(_ bytes: [UInt8]) -> String {
    var part = bytes[...]
    while let last = part.last, last <= 0x20 { part.removeLast() }
    while let first = part.first, first <= 0x20 { part.removeFirst() }
    return String(decoding: part, as: UTF8.self)
  }
}
