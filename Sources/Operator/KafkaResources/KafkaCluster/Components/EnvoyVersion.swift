/// A version of Envoy, as an image's tag says it.
public struct EnvoyVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The oldest version whose real binary the generated configuration is tested with.
  public static let oldestServed = EnvoyVersion(major: 1, minor: 36)

  /// The first number.
  public let major: Int
  /// The second number.
  public let minor: Int

  /// A version by its numbers.
  public init(major: Int, minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// The version in an image's tag (`envoyproxy/envoy:v1.22.2`, `…:distroless-v1.36-latest`); nil where the tag holds
  /// none, as with `latest` or a digest.
  public init?(image: String) {
    let reference = image.split(separator: "@", omittingEmptySubsequences: false)[0]
    let name = reference.split(separator: "/").last ?? ""
    let parts = name.split(separator: ":")
    guard parts.count == 2 else { return nil }
    for word in parts[1].split(separator: "-") {
      let digits = word.first == "v" ? word.dropFirst() : word
      let numbers = digits.split(separator: ".")
      guard numbers.count >= 2, let major = Int(numbers[0]), let minor = Int(numbers[1]) else { continue }
      self.init(major: major, minor: minor)
      return
    }
    return nil
  }

  /// Whether one is older than the other.
  public static func < (left: EnvoyVersion, right: EnvoyVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }

  /// `1.36`.
  public var description: String { "\(major).\(minor)" }
}
