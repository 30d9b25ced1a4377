import Foundation
import KubernetesClient
import KubernetesObjects
import Synchronization
import Testing

@Suite struct ClientIdentityTests {
  /// Files that a test writes anew.
  private final class MemoryFiles: Sendable {
    private let files: Mutex<[String: String]>
    init(_ files: [String: String]) { self.files = Mutex(files) }
    func write(_ path: String, _ text: String) { files.withLock { $0[path] = text } }
    func read(_ path: String) throws(FileError) -> [UInt8] {
      guard let text = files.withLock({ $0[path] }) else { throw FileError(isMissing: true, "it is not there") }
      return Array(text.utf8)
    }
  }

  /// A folder with a script as plugin that counts its runs; it is removed at the end.
  private final class Plugin: Sendable {
    let folder: String
    init(_ script: String) throws {
      folder = FileManager.default.temporaryDirectory.appendingPathComponent("koperator-\(UUID().uuidString)").path
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let text = "echo run >> \(folder)/runs\n\(script)\n"
      _ = FileManager.default.createFile(
        atPath: "\(folder)/plugin", contents: Data(text.utf8), attributes: [.posixPermissions: 0o755])
    }
    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var runs: Int {
      let bytes = FileManager.default.contents(atPath: "\(folder)/runs") ?? Data()
      return bytes.filter { $0 == 0x0A }.count
    }

    func credentials(hint: String = "install it from example.org", command: String? = nil) -> ClientCredentials {
      let plugin = ExecPlugin(
        command: command ?? "/bin/sh", arguments: ["\(folder)/plugin"], apiVersion: "client.authentication.k8s.io/v1",
        installHint: hint)
      return ClientCredentials(authorization: .exec(plugin))
    }
  }

  private static func answer(_ token: String, expires: String = "2999-01-01T00:00:00Z") -> String {
    """
    echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1",\
    "status":{"token":"'\(token)'","expirationTimestamp":"\(expires)"}}'
    """
  }

  private func read(_ test: ClientFixture) async throws(ClientError) {
    _ = try await test.client.get(ConfigMap.self, "a", namespace: "kafka")
  }

  @Test func aTokenFileIsReadAgainEachMinute() async throws {
    let files = MemoryFiles(["/token": "one\n"])
    let clock = ManualClock()
    let credentials = ClientCredentials(authorization: .tokenFile("/token", fallback: nil))
    try await withClient(
      credentials: credentials, clock: clock, read: { path throws(FileError) in try files.read(path) },
      script: { _, _ in .answer(200, configMap("a")) }
    ) { test in
      try await read(test)
      files.write("/token", "two")
      clock.advance(by: .seconds(59))
      try await read(test)
      clock.advance(by: .seconds(1))
      try await read(test)
      #expect(test.server.requests.map { $0.field("authorization") } == ["Bearer one", "Bearer one", "Bearer two"])
    }
  }

  @Test func aRefusedTokenIsReadAgainAndTheRequestSentOnceMore() async throws {
    let files = MemoryFiles(["/token": "one"])
    let credentials = ClientCredentials(authorization: .tokenFile("/token", fallback: nil))
    try await withClient(
      credentials: credentials, read: { path throws(FileError) in try files.read(path) },
      script: { request, _ in
        request.field("authorization") == "Bearer two"
          ? .answer(201, configMap("a")) : .answer(401, status(401, "Unauthorized"))
      }
    ) { test in
      let object = ConfigMap(metadata: ObjectMeta(name: "a", namespace: "kafka"))
      let error = await clientError { () async throws(ClientError) in try await test.client.create(object) }
      #expect(error?.code == .unauthorized)
      #expect(test.server.requests.count == 1)
      files.write("/token", "two")
      _ = try await test.client.create(object)
      #expect(test.server.requests.count == 3)
    }
  }

  @Test func aTokenThatCannotChangeIsSentOnce() async throws {
    let credentials = ClientCredentials(authorization: .token(SecretText("t")))
    try await withClient(
      credentials: credentials, script: { _, _ in .answer(401, status(401, "Unauthorized")) }
    ) { test in
      let error = await clientError { () async throws(ClientError) in try await read(test) }
      #expect(error?.code == .unauthorized)
      #expect(test.server.requests.count == 1)
    }
  }

  @Test func aPluginIsRunOnceForAllWhoWaitAndAgainAfterARefusal() async throws {
    let plugin = try Plugin(Self.answer("$(wc -l < $(dirname $0)/runs)"))
    try await withClient(
      credentials: plugin.credentials(),
      script: { request, _ in
        request.field("authorization") == "Bearer 3"
          ? .answer(401, status(401, "Unauthorized")) : .answer(200, configMap("a"))
      }
    ) { test in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<20 { group.addTask { try await read(test) } }
        try await group.waitForAll()
      }
      #expect(plugin.runs == 1)
      #expect(Set(test.server.requests.map { $0.field("authorization") }) == ["Bearer 1"])
    }
    try await withClient(
      credentials: plugin.credentials(),
      script: { request, _ in
        request.field("authorization") == "Bearer 2"
          ? .answer(401, status(401, "Unauthorized")) : .answer(200, configMap("a"))
      }
    ) { test in
      try await read(test)
      #expect(plugin.runs == 3)
      #expect(test.server.requests.map { $0.field("authorization") } == ["Bearer 2", "Bearer 3"])
    }
  }

  @Test func aPluginIsRunAgainWhereItsCredentialHasExpired() async throws {
    let plugin = try Plugin(Self.answer("t", expires: "2026-01-01T01:00:00Z"))
    let clock = ManualClock()
    try await withClient(
      credentials: plugin.credentials(), clock: clock, script: { _, _ in .answer(200, configMap("a")) }
    ) { test in
      try await read(test)
      clock.advance(by: .seconds(3599))
      try await read(test)
      #expect(plugin.runs == 1)
      clock.advance(by: .seconds(1))
      try await read(test)
      #expect(plugin.runs == 2)
    }
  }

  @Test func aPluginThatFailsIsNamedWithWhatItSaidAndNotRunForEveryRequest() async throws {
    let plugin = try Plugin("echo oops >&2\necho 'no session' >&2\nexit 3")
    try await withClient(credentials: plugin.credentials(), clock: ManualClock(), script: { _, _ in .hold }) { test in
      for _ in 0..<2 {
        let error = await clientError { () async throws(ClientError) in try await read(test) }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.contains("the plugin /bin/sh ended with code 3: no session"))
        #expect(text.contains("install it from example.org"))
      }
      #expect(plugin.runs == 1)
      #expect(test.server.requests.isEmpty)
    }
  }

  @Test func aPluginThatIsNotThereIsNamed() async throws {
    let plugin = try Plugin("")
    let credentials = plugin.credentials(command: "koperator-no-such-plugin")
    try await withClient(credentials: credentials, script: { _, _ in .hold }) { test in
      let error = await clientError { () async throws(ClientError) in try await read(test) }
      #expect(
        error?.description == """
          cannot get configmaps 'a' in namespace 'kafka': the plugin koperator-no-such-plugin is not there (install it, \
          or put it into PATH; install it from example.org)
          """)
    }
  }

  @Test func aPluginThatTakesTooLongOrSaysTooMuchIsEnded() async throws {
    let slow = try Plugin("sleep 1000 & wait")
    try await withClient(credentials: slow.credentials()) {
      $0.pluginDeadline = .seconds(1)
    } script: { _, _ in
      .hold
    } _: { test in
      let error = await clientError { () async throws(ClientError) in try await read(test) }
      #expect(error?.description.contains("was not done within 1 s") == true)
    }
    let loud = try Plugin("while true; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done")
    try await withClient(credentials: loud.credentials()) {
      $0.maximumPluginOutput = 1000
    } script: { _, _ in
      .hold
    } _: { test in
      let error = await clientError { () async throws(ClientError) in try await read(test) }
      #expect(error?.description.contains("printed more than 1000 bytes") == true)
    }
  }

  @Test func aPluginThatLeavesSomethingRunningIsNotWaitedFor() async throws {
    let plugin = try Plugin("sleep 30 &\n" + Self.answer("t"))
    try await withClient(
      credentials: plugin.credentials(), script: { _, _ in .answer(200, configMap("a")) }
    ) { test in
      try await read(test)
      #expect(test.server.requests.first?.field("authorization") == "Bearer t")
    }
  }
}
