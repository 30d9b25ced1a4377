import Glibc
import KafkaAdmin
import KafkaProtocol
import Transport

/// Holds KafkaAdmin against a real cluster: `kafka-admin-peer every|calls|nodes|watch|refused KEY=VALUE…`.
///
/// `every` sends every request in every version, `calls` makes the client's calls, `watch` makes a call again and again
/// until its input ends and wants all of them to succeed, `nodes` counts the nodes, `refused` wants the credentials to be
/// refused.
@main struct KafkaAdminPeer {
  static func main() async {
    var settings: [String: String] = [:]
    for argument in CommandLine.arguments.dropFirst(2) {
      let parts = argument.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { settings[String(parts[0])] = String(parts[1]) }
    }
    do {
      guard CommandLine.arguments.count > 2 else { throw Usage() }
      try await run(CommandLine.arguments[1], settings)
    } catch {
      print("FAILED \(error)")
      exit(1)
    }
  }

  struct Usage: Error, CustomStringConvertible {
    let description =
      "kafka-admin-peer every|calls|nodes|watch|refused bootstrap=HOST:PORT,… [controllers=yes] [topic=NAME] [ca=FILE] "
      + "[certificate=FILE key=FILE] [mechanism=NAME user=NAME password=TEXT]"
  }

  private static func run(_ command: String, _ settings: [String: String]) async throws {
    let loop = try EventLoop()
    let resolver = NameResolver()
    let targets = try (settings["bootstrap"] ?? "").split(separator: ",").map { try ConnectTarget(String($0)) }
    guard let first = targets.first else { throw Usage() }
    var configuration = KafkaClientConfiguration(bootstrap: targets, security: try security(settings))
    if settings["controllers"] != nil { configuration.endpoints = .controllers }
    let client = KafkaClient(configuration, on: loop, resolver: resolver)
    switch command {
    case "every":
      let topic = settings["topic"] ?? "peer"
      let id = settings["controllers"] == nil ? try await makeTopic(topic, client) : .zero
      let every = EveryRequest(
        client: client, target: first, configuration: configuration.connection, loop: loop, resolver: resolver,
        left: settings["mechanism"] == nil ? [] : [.saslHandshake, .saslAuthenticate])
      let (requests, apis, failed) = try await every.run(topic: topic, id: id)
      print("\(requests) requests of \(apis) APIs answered, \(failed) failed")
      if failed > 0 { exit(1) }
    case "calls": try await TypedCalls(client: client).run(topic: settings["topic"] ?? "calls")
    case "watch": try await watch(client)
    case "nodes":
      let found = try await client.describeCluster().nodes.count
      print("\(found) nodes")
      if let wanted = settings["count"], "\(found)" != wanted { exit(1) }
    case "refused":
      do throws(KafkaAdminError) {
        _ = try await client.describeCluster()
        throw KafkaAdminError(.invalidArgument, "the credentials were taken")
      } catch {
        guard error.code == .authenticationFailed || error.code == .connectionLost || error.code == .connectFailed
        else { throw error }
        print("refused: \(error)")
      }
    default: throw Usage()
    }
    await client.close()
  }

  private static func makeTopic(_ name: String, _ client: KafkaClient) async throws -> KafkaUUID {
    let made = try await client.createTopics([NewTopic(name, partitions: 1, replicationFactor: 1)])
    if case .failure(let error) = made[name], error.apiError != .topicAlreadyExists { throw error }
    for _ in 0..<600 {
      if case .success(let topic) = try await client.describeTopics([name])[name],
        topic.partitions[0]?.leader != nil
      {
        return topic.listing.id
      }
      try await Task.sleep(for: .milliseconds(100))
    }
    throw KafkaAdminError(.timedOut, "the topic is not led", object: name)
  }

  /// Calls until the standard input ends.
  private static func watch(_ client: KafkaClient) async throws {
    let end = InputEnd()
    end.start()
    var calls = 0
    var longest = Duration.zero
    let clock = ContinuousClock()
    print("watching")
    flush()
    while !end.isReached {
      let begin = clock.now
      _ = try await client.describeCluster()
      _ = try await client.describeQuorum()
      _ = try await client.listTopics()
      longest = max(longest, clock.now - begin)
      calls += 3
      try await Task.sleep(for: .milliseconds(20))
    }
    print("\(calls) calls, the longest three took \(longest)")
  }

  private static func flush() { fflush(nil) }

  private static func security(_ settings: [String: String]) throws -> KafkaSecurity {
    var security = KafkaSecurity()
    if let ca = settings["ca"] {
      security.tls = try TLSContext.client(
        trust: .authorities(try PEM(file: ca)), certificateChain: try settings["certificate"].map { try PEM(file: $0) },
        privateKey: try settings["key"].map { try PEM(file: $0) })
    }
    if let name = settings["mechanism"], let mechanism = SASLCredentials.Mechanism(rawValue: name) {
      security.credentials = SASLCredentials(
        mechanism: mechanism, username: settings["user"] ?? "", password: settings["password"] ?? "")
    }
    return security
  }
}
