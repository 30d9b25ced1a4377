import Glibc
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
    let target = try ConnectTarget(arguments[1])
    let isGood: Bool
    switch arguments[0] {
    case "requests": isGood = await EveryRequest(target: target, security: security, loop: loop).run()
    case "topics": isGood = await topics(target, security, loop)
    default: return usage()
    }
    group.shutdown()
    exit(isGood ? 0 : 1)
  }

  static func usage() { print("kafka-admin-peer requests|topics HOST:PORT [MECHANISM USER PASSWORD]") }

  private static func topics(_ target: ConnectTarget, _ security: KafkaSecurity, _ loop: EventLoop) async -> Bool {
    let client = KafkaClient(KafkaClientConfiguration(bootstrap: [target], security: security), on: loop)
    do throws(KafkaAdminError) {
      let cluster = try await client.cluster()
      let name = "kafka-admin-peer"
      _ = try await client.deleteTopics([name])
      var topic = NewTopic(name, partitions: 3)
      topic.configs = ["retention.ms": "1000"]
      _ = try await client.createTopics([topic])[name]?.get()
      let directories = try await client.describeLogDirs(of: cluster.nodes.keys.min() ?? 0)
      var refused: ErrorCode?
      if case .failure(let error) = try await client.createTopics([topic])[name] { refused = error.apiError }
      let left = try await client.deleteTopics([name])
      await client.close()
      print(
        "cluster \(cluster.clusterID ?? "?"), \(cluster.nodes.count) brokers, \(directories.count) log directories, made the "
          + "second time: \(refused?.name ?? "not refused"), not deleted: \(left.count)")
      return !directories.isEmpty && refused == .topicAlreadyExists && left.isEmpty
    } catch {
      print(error)
      return false
    }
  }
}
