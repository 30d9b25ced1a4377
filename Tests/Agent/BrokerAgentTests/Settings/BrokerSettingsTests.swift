import Testing

@testable import BrokerAgent

@Suite struct BrokerSettingsTests {
  @Test func aFileThatJavaRefusesIsNamedWithItsLine() {
    let error = #expect(throws: AgentError.self) { try BrokerSettings(properties: "node.id=1\nlog.dirs=/a\\u12") }
    #expect(error?.object == "server.properties")
    #expect(error?.message.hasPrefix("line 2: \\u needs four hexadecimal digits") == true)
    let long = #expect(throws: AgentError.self) {
      try BrokerSettings(properties: "node.id=1\n#" + String(repeating: "x", count: 1 << 20))
    }
    #expect(long?.message.hasPrefix("line 1: the text is longer than 1048576 bytes") == true)
  }

  @Test func aBrokersListenersAndLogDirs() throws {
    let settings = try BrokerSettings(
      properties: """
        node.id=3
        process.roles=broker,controller
        listeners=INTERNAL://:29092,EXTERNAL://10.0.0.1:9094,CONTROLLER://[fd00::1]:29093,SASL_SSL://0.0.0.0:9095
        listener.security.protocol.map=INTERNAL:SSL,external:PLAINTEXT, CONTROLLER:PLAINTEXT
        controller.listener.names=CONTROLLER
        log.dirs=/kafka-logs/kafka, /kafka-logs2/kafka,/kafka-logs/kafka
        metadata.log.dir=/meta
        """)
    #expect(settings.nodeID == 3)
    #expect(settings.listeners.map(\.name) == ["INTERNAL", "EXTERNAL", "CONTROLLER", "SASL_SSL"])
    #expect(settings.listeners.map(\.host) == ["", "10.0.0.1", "fd00::1", "0.0.0.0"])
    #expect(settings.listeners.map(\.port) == [29092, 9094, 29093, 9095])
    #expect(settings.listeners.map(\.security) == [.tls, .plaintext, .plaintext, .saslOverTLS])
    #expect(settings.logDirs == ["/kafka-logs/kafka", "/kafka-logs2/kafka", "/meta"])
    #expect(settings.asked?.name == "EXTERNAL", "the cheapest that clients use")
  }

  @Test func aControllerIsAskedOnItsOwnListener() throws {
    let settings = try BrokerSettings(
      properties: "listeners=CONTROLLER://:9093\ncontroller.listener.names=CONTROLLER\nlog.dir=/d\n"
        + "listener.security.protocol.map=CONTROLLER:PLAINTEXT\nbroker.id=7")
    #expect(settings.asked?.name == "CONTROLLER")
    #expect(settings.logDirs == ["/d"])
    #expect(settings.nodeID == 7)
  }

  @Test func withoutAMapControllersAreInTheClear() throws {
    let settings = try BrokerSettings(
      properties: "listeners=PLAINTEXT://:9092,CONTROLLER://:9093\ncontroller.listener.names=CONTROLLER")
    #expect(settings.listeners.map(\.security) == [.plaintext, .plaintext])
  }

  @Test func aListenerThatCanBeAskedGoesFirst() throws {
    let text =
      "ssl.client.auth=required\nlisteners=A://:1,B://:2,C://:3,D://:4\nlistener.name.b.ssl.client.auth = requested\n"
      + "listener.security.protocol.map=A:SSL,B:SSL,C:SASL_SSL,D:SASL_PLAINTEXT"
    let settings = try BrokerSettings(properties: text)
    #expect(settings.listeners.map(\.demandsCertificate) == [true, false, false, false])
    #expect(settings.asked?.name == "B")
    let others = try BrokerSettings(properties: text.replacing("B://:2,", with: ""))
    #expect(others.asked?.name == "D")
    let withController = try BrokerSettings(
      properties: "ssl.client.auth=required\nlisteners=SSL://:1,PLAINTEXT://:2\ncontroller.listener.names=PLAINTEXT")
    #expect(withController.asked?.name == "SSL")
  }

  @Test func aListenerForEachFamilyIsOne() throws {
    let settings = try BrokerSettings(properties: "listeners=PLAINTEXT://127.0.0.1:9092,PLAINTEXT://[::1]:9092")
    #expect(settings.listeners.map(\.host) == ["127.0.0.1"])
  }

  @Test func whatTheFileDoesNotSayIsAsKafkaHasIt() throws {
    let settings = try BrokerSettings(properties: "node.id=1")
    #expect(settings.listeners.map(\.name) == ["PLAINTEXT"] && settings.listeners.map(\.port) == [9092])
    #expect(settings.logDirs == ["/tmp/kafka-logs"])
    let empty = try BrokerSettings(properties: "# not written yet")
    #expect(empty.listeners.isEmpty && empty.logDirs.isEmpty)
  }

  @Test(arguments: [
    ("node.id=x", "node.id"), ("listeners=INTERNAL:9092", "listeners"), ("listeners=PLAINTEXT://h:70000", "listeners"),
    ("listeners=PLAINTEXT://h", "listeners"), ("listeners=WHAT://:1", "listener.security.protocol.map"),
    ("listeners=A://:1\nlistener.security.protocol.map=A:QUIC", "listener.security.protocol.map"),
    ("log.dirs=" + (0...128).map { "/d\($0)" }.joined(separator: ","), "log.dirs"),
    ("log.dirs=/" + String(repeating: "x", count: 1024), "log.dirs"),
  ])
  func whatCannotBeUnderstoodIsNamed(text: String, key: String) {
    let error = #expect(throws: AgentError.self) { try BrokerSettings(properties: text) }
    #expect(error?.object == key)
    #expect(error?.code == .configuration)
  }
}
