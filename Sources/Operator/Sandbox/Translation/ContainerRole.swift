import KubernetesObjects

/// Which program of this machine a container's image stands for.
enum ContainerRole: Sendable, Hashable {
  /// Kafka or ZooKeeper, from a folder of Kafka's.
  case kafka(home: String)
  /// Envoy.
  case envoy(program: String)
  /// The agent beside a broker.
  case agent(program: String)
  /// Whatever its command names.
  case command
  /// Not run, for a reason.
  case leftOut(reason: String)

  /// The folder of Kafka in its image.
  static let kafkaFolder = "/opt/kafka"
  /// The jar of the JMX exporter, where Koperator's init container puts it.
  static let exporterFile = "/opt/jmx-exporter/jmx_prometheus.jar"

  /// The role of a container.
  ///
  /// - Parameter texts: the texts that it mounts, which say whether a broker needs ZooKeeper.
  static func of(
    _ container: Container, texts: [String], programs: SandboxPrograms, field: String
  ) throws(TranslationError) -> ContainerRole {
    let image = imageName(container.image ?? "")
    let words = container.command + container.args
    if container.name == "broker-agent" || image == "broker-agent" {
      guard let agent = programs.brokerAgent else {
        return .leftOut(reason: "there is no broker agent on this machine: build it, or set BROKER_AGENT to its path")
      }
      return .agent(program: agent)
    }
    if let reason = reasonToLeaveOut(container.name, image, words) { return .leftOut(reason: reason) }
    if image.hasPrefix("envoy") || (container.command.isEmpty && container.name == "envoy") || isEnvoy(container) {
      guard container.command.isEmpty || isEnvoy(container) else { return .command }
      guard let envoy = programs.envoy else {
        throw TranslationError(
          .missingProgram,
          "\(field): there is no Envoy on this machine: set ENVOY to its path (make setup installs one)",
          container: container.name)
      }
      return .envoy(program: envoy)
    }
    let isKafka =
      image == "kafka" || words.contains { $0.contains(kafkaFolder) } || texts.contains { $0.contains(kafkaFolder) }
    guard isKafka else { return .command }
    if needsZooKeeper(words: words, texts: texts) {
      if programs.kafka3Home == nil, programs.builtInKafka != nil, words.contains(where: { $0.contains("zookeeper") }) {
        return .leftOut(reason: "the built-in broker needs no ZooKeeper")
      }
      guard let home = programs.kafka3Home ?? programs.builtInKafka?.home else {
        throw TranslationError(
          .missingProgram,
          "\(field): it needs ZooKeeper, and no Kafka with ZooKeeper is on this machine: set KAFKA_3_HOME to the folder of an unpacked Apache Kafka 3.9",
          container: container.name)
      }
      return .kafka(home: home)
    }
    guard let home = programs.kafkaHome ?? programs.builtInKafka?.home else {
      throw TranslationError(
        .missingProgram,
        "\(field): there is no Kafka on this machine: set KAFKA_HOME to the folder of an unpacked Apache Kafka",
        container: container.name)
    }
    return .kafka(home: home)
  }

  /// The last part of an image's name, without registry, tag and digest.
  static func imageName(_ image: String) -> String {
    let last = image.split(separator: "/").last ?? ""
    return String(last.prefix { $0 != ":" && $0 != "@" })
  }

  private static func isEnvoy(_ container: Container) -> Bool {
    container.command.first?.split(separator: "/").last == "envoy"
  }

  private static func reasonToLeaveOut(_ name: String, _ image: String, _ words: [String]) -> String? {
    if image.contains("cruise-control") || name == "cruise-control-reporter" || name.hasSuffix("-cruisecontrol") {
      return "the sandbox runs no Cruise Control, and its reporter is taken from the brokers' configuration"
    }
    if name == "jmx-exporter" || image == "jmx-javaagent" {
      return "the JMX exporter is that of this machine, where there is one"
    }
    return nil
  }

  private static func needsZooKeeper(words: [String], texts: [String]) -> Bool {
    if words.contains(where: { $0.contains("zookeeper") }) { return true }
    return texts.contains { text in
      text.split(separator: "\n").contains { line in
        let line = line.drop { $0 == " " }
        guard line.hasPrefix("zookeeper.connect") else { return false }
        let value = line.dropFirst("zookeeper.connect".count).drop { $0 == " " }
        return value.first == "=" && value.count > 1
      }
    }
  }
}
