/// A version of Kafka.
public struct KafkaVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The first number.
  public let major: Int
  /// The second number.
  public let minor: Int
  /// The third number.
  public let patch: Int

  /// A version by its numbers.
  public init(major: Int, minor: Int, patch: Int = 0) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// The version in a text such as `3.9.2`; nil where it is none.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in NamePattern.isDigits(part) ? Int(part) : nil }
    guard (2...3).contains(parts.count), numbers.count == parts.count else { return nil }
    self.init(major: numbers[0], minor: numbers[1], patch: numbers.count == 3 ? numbers[2] : 0)
  }

  /// The version in an image's tag (`kafka:2.13-3.9.2-jdk21.0.11`, where the first is Scala's; `apache/kafka:4.1.0`); nil
  /// where the tag holds none, as with `latest` or a digest.
  public init?(image: String) {
    let reference = image.split(separator: "@", omittingEmptySubsequences: false)[0]
    let parts = (reference.split(separator: "/").last ?? "").split(separator: ":")
    guard parts.count == 2 else { return nil }
    var versions: [(version: KafkaVersion, isWhole: Bool)] = []
    for word in parts[1].split(separator: "-") {
      let digits = word.first == "v" ? word.dropFirst() : word
      guard let version = KafkaVersion(digits) else { continue }
      versions.append((version, digits.split(separator: ".").count == 3))
    }
    guard let found = versions.first(where: \.isWhole) ?? versions.first, found.isWhole || versions.count == 1
    else { return nil }
    self = found.version
  }

  /// Whether one is older than the other.
  public static func < (left: KafkaVersion, right: KafkaVersion) -> Bool {
    (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
  }

  /// `3.9.2`.
  public var description: String { "\(major).\(minor).\(patch)" }
}

extension KafkaCluster.Spec {
  /// The version of Kafka that a broker runs, by `kafkaVersion` or the tag of its image; nil where neither says one.
  public func kafkaVersion(of broker: KafkaCluster.Broker) -> KafkaVersion? {
    if let kafkaVersion { return kafkaVersion }
    guard let image = broker.brokerConfig.image ?? group(of: broker)?.image else { return clusterImageVersion }
    return KafkaVersion(image: image)
  }
}
