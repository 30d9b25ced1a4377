/// How the name of a resource is compared, by Kafka's numbers (KIP-290).
public enum AccessPatternType: Int8, Sendable, Hashable, CaseIterable {
  case unknown = 0
  /// In filters alone: both kinds, with exactly this name.
  case any = 1
  /// In filters alone: every pattern that holds for a resource of this name.
  case match = 2
  /// The name itself; `*` stands for every name.
  case literal = 3
  /// Every name that begins so.
  case prefixed = 4
}
