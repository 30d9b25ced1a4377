import Foundation
import KubernetesClient
import KubernetesObjects
import Synchronization
import Telemetry
import Testing

@testable import Sandbox

@Suite struct NetworkPublisherTests {
  @Test func theHostsFileFollowsPodsServicesAndFurtherNames() async throws {
    let world = try await NodeWorld()
    let file = "\(world.folder.path)/names"
    let further = Mutex<[PublishedName]>([])
    let publisher = try NamePublisher(
      world.client, .init(file: file, names: { further.withLock { $0 } }), log: Logger(LogSink(output: { _ in })),
      metrics: MetricsRegistry())
    let running = Task { await publisher.run() }
    defer { running.cancel() }
    try await eventually("the machine's own name is there") { publisher.addresses(of: "localhost") == ["127.0.0.1"] }
    _ = try await world.client.create(
      Service(
        metadata: ObjectMeta(name: "web", namespace: world.namespace),
        spec: ServiceSpec(
          ports: [ServicePort(port: 80)], clusterIP: "None", publishNotReadyAddresses: true)))
    _ = try await world.client.create(
      EndpointSlice(
        metadata: ObjectMeta(
          name: "web-1", namespace: world.namespace, labels: ["kubernetes.io/service-name": "web"]),
        addressType: "IPv4", endpoints: [Endpoint(addresses: ["10.9.1.7"])]))
    let name = "web.\(world.namespace).svc.cluster.local"
    try await eventually("the Service has a name") { publisher.addresses(of: name) == ["10.9.1.7"] }
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("\n10.9.1.7 \(name)\n"))
    further.withLock { $0 = [PublishedName("kafka.example.com", addresses: ["127.42.1.9"])] }
    publisher.refresh()
    try await eventually("a further name is there") { publisher.addresses(of: "kafka.example.com") == ["127.42.1.9"] }
    try await world.client.delete(EndpointSlice.self, "web-1", namespace: world.namespace)
    try await eventually("the Service's name is gone") { publisher.addresses(of: name).isEmpty }
    running.cancel()
    await running.value
  }
}

/// Java, which is told of names by the sandbox's options.
struct NetworkJavaTests {
  private static let folders = ["/usr/bin", "/usr/local/bin"]
  private static let java = folders.map { "\($0)/java" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  private static let compiles = folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/javac") }

  private static let program = """
    import java.net.InetAddress;
    public class Lookup {
      public static void main(String[] names) throws Exception {
        String last = "";
        long end = System.nanoTime() + 120_000_000_000L;
        while (System.nanoTime() < end) {
          String now;
          try {
            now = InetAddress.getByName(names[0]).getHostAddress();
          } catch (java.net.UnknownHostException e) {
            now = "unknown";
          }
          if (!now.equals(last)) System.out.println(now);
          last = now;
          if (now.equals(names[1])) return;
          Thread.sleep(50);
        }
      }
    }
    """

  @Test(.enabled(if: java != nil && compiles, "it needs a JDK"))
  func javaSeesAChangeThoughTheManifestTellsItToKeepNames() async throws {
    let folder = try TemporaryFolder()
    let hosts = "\(folder.path)/hosts"
    let security = "\(folder.path)/java.security"
    try SystemFolder.replace(security, with: Array(JavaOptions.securityProperties.utf8))
    try SystemFolder.replace(hosts, with: [])
    try SystemFolder.replace("\(folder.path)/Lookup.java", with: Array(Self.program.utf8))
    let options = JavaOptions(address: "127.42.1.1", hostsFile: hosts, securityFile: security, exporter: nil)
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.java))
    process.arguments =
      options.names.split(separator: " ").map(String.init) + [
        "-Dsun.net.inetaddr.ttl=60", "\(folder.path)/Lookup.java", "kafka-0.kafka", "127.42.1.2",
      ]
    let seen = "\(folder.path)/seen"
    try SystemFolder.replace(seen, with: [])
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: seen))
    try process.run()
    defer { process.terminate() }
    func sees(_ lines: String) async throws {
      try await eventually("Java sees \(lines)", within: .seconds(100)) {
        SystemFolder.read(seen).map { String(decoding: $0, as: UTF8.self) } == lines
      }
    }
    try await sees("unknown\n")
    try SystemFolder.replace(hosts, with: Array("127.42.1.1 kafka-0.kafka\n".utf8))
    try await sees("unknown\n127.42.1.1\n")
    try SystemFolder.replace(hosts, with: Array("127.42.1.2 kafka-0.kafka\n".utf8))
    try await sees("unknown\n127.42.1.1\n127.42.1.2\n")
  }
}
