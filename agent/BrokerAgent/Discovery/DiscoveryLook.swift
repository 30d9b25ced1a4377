/// What changed in a discovery folder since the look before.
struct DiscoveryLook: Sendable {
  /// A file, and what is to be watched because of it.
  struct Found: Sendable {
    var file: String
    var watched: WatchConfiguration
  }

  /// Something that is not as it should be, and lasts; it is told once.
  struct Problem: Sendable, Hashable {
    /// The file, or the folder.
    var path: String
    /// Empty where all is well again.
    var text: String
    /// Whether it is a part of how things go.
    var isExpected = false
  }

  /// Brokers that are not watched any more, by the names of their files.
  var gone: [String] = []
  /// Brokers that are there now, or are others than before.
  var found: [Found] = []
  /// Looks at the configuration of Kafka that showed something.
  var settings: [(file: String, look: WatchedFile.Look)] = []
  /// What is wrong now and was not before, or the other way round.
  var problems: [Problem] = []
}
