/// Whether an entry allows or denies, by Kafka's numbers.
public enum AccessPermission: Int8, Sendable, Hashable, CaseIterable {
  case unknown = 0
  /// In filters alone: both.
  case any = 1
  case deny = 2
  case allow = 3
}
