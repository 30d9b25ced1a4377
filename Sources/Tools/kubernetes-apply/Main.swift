import Dispatch
import Glibc
import JSON
import KubernetesClient
import Telemetry

/// What tests run to hold KubernetesClient's change detection against a real API server:
///
///     kubernetes-apply KUBECONFIG MANAGER
///
/// Each line of standard input is a command in JSON, and gets one line of JSON:
///
/// - `{"pass": [objects]}`: applies each object where that changes something in what the watch caches hold; with
///   `"dryRun": true` the server keeps nothing.
/// - `{"decide": [{"desired": …, "live": …}]}`: what an apply would be needed for, as far as the client can tell.
@main
struct Main {
  static func main() async {
    do {
      let arguments = CommandLine.arguments
      guard arguments.count == 3 else { throw CommandError("usage: kubernetes-apply KUBECONFIG MANAGER") }
      var settings = APIClientSettings()
      (settings.requestsPerSecond, settings.burst) = (2000, 2000)
      let client = try APIClient.found(
        kubeconfig: arguments[1], settings, log: Logger(LogSink(format: .json)), metrics: MetricsRegistry())
      let kinds = try CachedKind.all(client, manager: arguments[2])
      try await withThrowingTaskGroup { group in
        for kind in kinds.values { group.addTask { await kind.run() } }
        for kind in kinds.values { try await kind.untilSynced() }
        let commands = Commands(client, kinds, manager: arguments[2])
        for await line in inputLines() {
          let answer = try await commands.carryOut(try JSONValue(parsing: Array(line.utf8)))
          writeOutput(answer.serialized() + [UInt8(ascii: "\n")])
        }
        group.cancelAll()
      }
      await client.stop()
    } catch {
      Logger(LogSink()).error("kubernetes-apply cannot do this", [.error: "\(error)"])
      exit(2)
    }
  }
}

/// The lines of standard input, read on a thread of their own.
private func inputLines() -> AsyncStream<String> {
  AsyncStream { lines in
    DispatchQueue(label: "input").async {
      while let line = readLine() { lines.yield(line) }
      lines.finish()
    }
  }
}

/// Writes to standard output at once. Flushing C's streams would wait for the reading of the input.
private func writeOutput(_ bytes: [UInt8]) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = unsafe rest.withUnsafeBytes { unsafe write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    if count <= 0 { return }
    rest = rest.dropFirst(count)
  }
}

/// What is wrong with a command.
struct CommandError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
