import ArgumentParsing
import BuiltInBroker
import KafkaProtocol

/// `sandbox-broker format`: what `kafka-storage.sh format` does, with its options.
enum FormatCommand {
  private static let clusterID = Option(
    "cluster-id", letter: "t", .text, placeholder: "ID", help: "The cluster's identifier, 22 characters.",
    isRequired: true)
  private static let config = Option(
    "config", letter: "c", .text, placeholder: "FILE", help: "The node's server.properties.", isRequired: true)
  private static let ignoreFormatted = Option.flag(
    "ignore-formatted", letter: "g", help: "Leave directories alone that are formatted already.")
  private static let noInitial = Option.flag(
    "no-initial-controllers", letter: "N", help: "Taken for Kafka's sake: the sandbox has one controller.")
  private static let standalone = Option.flag(
    "standalone", letter: "s", help: "Taken for Kafka's sake: the sandbox has one controller.")
  private static let initial = Option(
    "initial-controllers", letter: "I", .text, placeholder: "LIST",
    help: "id@host:port:directory of each controller; the own directory's identifier is taken from it.")
  private static let release = Option(
    "release-version", letter: "r", .text, placeholder: "VERSION", help: "Taken for Kafka's sake.")
  private static let feature = Option(
    "feature", letter: "f", .text, placeholder: "NAME=LEVEL", help: "Taken for Kafka's sake.", isRepeated: true)

  static let command = Command(
    "sandbox-broker format", summary: "Makes the log directories of a node ready.",
    options: [clusterID, config, ignoreFormatted, noInitial, standalone, initial, release, feature]
  ) { arguments in
    do throws(BuiltInBrokerError) {
      let configuration = try InputFiles.configuration(arguments.required(config), overrides: [])
      var format = StorageFormat(clusterID: arguments.required(clusterID))
      format.ignoresFormatted = arguments.isSet(ignoreFormatted)
      if let list = arguments.value(initial) { format.metadataDirectoryID = try ownID(configuration.nodeID, in: list) }
      for line in try format.run(configuration) { print(line) }
      return .success
    } catch {
      SandboxBroker.complain(error.description)
      return .invalidInput
    }
  }

  static let identifier = Command("sandbox-broker random-uuid", summary: "Makes an identifier for a cluster.") { _ in
    print(StorageFormat.newID())
    return .success
  }

  /// The directory's identifier that the list has for this node; nil where it is none of the list.
  private static func ownID(_ node: Int32, in list: String) throws(BuiltInBrokerError) -> KafkaUUID? {
    for entry in list.split(separator: ",") where entry.hasPrefix("\(node)@") {
      guard let text = entry.split(separator: ":").last, let id = KafkaUUID(String(text)) else {
        throw BuiltInBrokerError(
          .configuration, "--initial-controllers", "\"\(entry)\" is no controller: write id@host:port:directory")
      }
      return id
    }
    return nil
  }
}
