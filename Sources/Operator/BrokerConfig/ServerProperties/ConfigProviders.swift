import JavaProperties

/// The provider of configuration by which Kafka reads the files of mounted Secrets, beside those that the manifest has.
struct ConfigProviders {
  private static let className = "org.apache.kafka.common.config.provider.DirectoryConfigProvider"

  /// Its name.
  let name: String
  private let others: String

  /// - Parameter written: What the manifest says; a provider that has our name and is another one keeps it.
  init(beside written: JavaProperties) {
    others = written["config.providers"] ?? ""
    let taken = written["config.providers.dir.class"]
    name = taken == nil || taken == Self.className ? "dir" : "keystores"
  }

  /// Whether a value needs it.
  func isUsed(in value: String) -> Bool { value.contains("${\(name):") }

  /// The keys that make it known, the others' names before its own.
  var properties: JavaProperties {
    var names = others.split(separator: ",").map { String($0.drop { $0 == " " }) }
    if !names.contains(name) { names.append(name) }
    return ["config.providers": names.joined(separator: ","), "config.providers.\(name).class": Self.className]
  }
}
