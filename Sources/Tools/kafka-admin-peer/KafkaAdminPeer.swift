import KafkaAdmin
import KafkaProtocol
import Transport

// kafka-admin-peer requests HOST:PORT [MECHANISM USER PASSWORD]: makes every request that the tables have, in every version
// that the broker knows, with arguments that change nothing, and prints how many were answered. What is not answered, or not
// as the tables say, is a line and a status of 1.
// kafka-admin-peer topics HOST:PORT [MECHANISM USER PASSWORD]: makes a topic, looks at it, deletes it.

@main
struct KafkaAdminPeer {
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count == 2 || arguments.count == 5 else { return usage() }
    var security = KafkaSecurity()
    if arguments.count == 5, let mechanism = SASLCredentials.Mechanism(rawValue: arguments[2]) {
      security.credentials = SASLCredentials(
        mechanism: mechanism, username: arguments[3], password: arguments[4])
    }
    let group = try EventLoopGroup(count: 1)
    let loop = group.next()
    let isGood: Bool
    switch arguments[0] {
    case "requests": isGood = await EveryRequest(address: arguments[1], security: security, loop: loop).run()
    case "topics": isGood = await topics(arguments[1], security, loop)
    default: return usage()
    }
    group.shutdown()
    if !isGood { throw Failure() }
  }

  struct Failure: Error {}

  static func usage() { print("kafka-admin-peer requests|topics HOST:PORT [MECHANISM USER PASSWORD]") }

  private static func topics(_ address: String, _ security: KafkaSecurity, _ loop: EventLoop) async -> Bool {
    let client = KafkaClient(KafkaClient.Configuration(bootstrap: [address], security: security), on: loop)
    do throws(KafkaAdminError) {
      let cluster = try await client.cluster()
      let name = "kafka-admin-peer"
      try await client.deleteTopics([name], ifThere: true)
      try await client.createTopics([KafkaClient.NewTopic(name: name, partitions: 3, configs: ["retention.ms": "1000"])])
      var partitions = 0
      for _ in 0..<100 where partitions != 3 {
        let topic = try? await client.describeTopics([name]).first
        partitions = topic?.partitions.count ?? 0
      }
      let directories = try await client.describeLogDirectories(of: cluster.brokers.keys.min() ?? 0)
      var refused: ErrorCode?
      do throws(KafkaAdminError) { try await client.createTopics([KafkaClient.NewTopic(name: name)]) } catch {
        refused = error.error
      }
      try await client.deleteTopics([name])
      await client.close()
      print(
        "cluster \(cluster.id ?? "?"), \(cluster.brokers.count) brokers, \(partitions) partitions, "
          + "\(directories.count) log directories, the second time: \(refused?.name ?? "not refused")")
      return partitions == 3 && !directories.isEmpty && refused == .topicAlreadyExists
    } catch {
      print(error)
      return false
    }
  }
}
